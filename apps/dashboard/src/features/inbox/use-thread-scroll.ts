'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const EDGE_PX = 40;

type Anchor = { id: string; top: number };

/**
 * Never moves the reader against their intent. At the newest message the view follows what arrives; anywhere
 * else the message at the top of the view stays where it is, whatever is added above or below or changes size.
 * `contentKey` must change with everything that is drawn.
 */
export function useThreadScroll(viewport: RefObject<HTMLElement | null>, contentKey: unknown) {
  const [isAtNewest, setAtNewest] = useState(true);
  const follows = useRef(true);
  const anchor = useRef<Anchor | null>(null);

  const restore = useCallback(() => {
    const view = viewport.current;
    if (!view) return;
    if (follows.current) {
      view.scrollTop = view.scrollHeight;
      return;
    }
    const held = anchor.current;
    const element = held && view.querySelector(`[data-message-id="${CSS.escape(held.id)}"]`);
    if (element)
      view.scrollTop += element.getBoundingClientRect().top - view.getBoundingClientRect().top - held.top;
  }, [viewport]);

  const onScroll = useCallback(() => {
    const view = viewport.current;
    if (!view) return;
    const isAtEdge = view.scrollHeight - view.scrollTop - view.clientHeight < EDGE_PX;
    follows.current = isAtEdge;
    setAtNewest(isAtEdge);
    anchor.current = isAtEdge ? null : topmostMessage(view);
  }, [viewport]);

  useLayoutEffect(restore, [restore, contentKey]);

  useEffect(() => {
    const view = viewport.current;
    if (!view) return;
    const observer = new ResizeObserver(restore);
    observer.observe(view);
    if (view.firstElementChild) observer.observe(view.firstElementChild);
    return () => observer.disconnect();
  }, [restore, viewport]);

  const goToNewest = useCallback(() => {
    follows.current = true;
    restore();
  }, [restore]);

  return { isAtNewest, onScroll, goToNewest };
}

function topmostMessage(view: HTMLElement): Anchor | null {
  const viewTop = view.getBoundingClientRect().top;
  const messages = view.querySelectorAll<HTMLElement>('[data-message-id]');
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = messages[middle];
    if (element && element.getBoundingClientRect().bottom > viewTop) high = middle;
    else low = middle + 1;
  }
  const element = messages[low];
  return element
    ? { id: element.dataset['messageId'] ?? '', top: element.getBoundingClientRect().top - viewTop }
    : null;
}
