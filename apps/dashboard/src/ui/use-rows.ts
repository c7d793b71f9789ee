'use client';

import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { useListKeyboard } from './use-list-keyboard';

const ATTRIBUTE = 'data-row-id';

/**
 * A list whose rows are links: one of them is a tab stop, J, K and the arrows go through them. Whoever opened one and
 * comes back is where they were: the address says which it was.
 */
export function useRows<E extends HTMLElement>(ids: readonly string[]) {
  const list = useRef<E>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const onKeyDown = useListKeyboard({ list, ids, openId: null, attribute: ATTRIBUTE });
  const tabStop = focusedId !== null && ids.includes(focusedId) ? focusedId : ids[0];

  useEffect(() => {
    const id = window.location.hash.slice(1);
    if (id) list.current?.querySelector<HTMLElement>(`[${ATTRIBUTE}="${CSS.escape(id)}"]`)?.focus();
  }, []);

  return {
    list: {
      ref: list,
      onKeyDown,
      onFocus: ({ target }: FocusEvent) => setFocusedId(target.getAttribute(ATTRIBUTE) ?? focusedId),
    },
    rowOf: (id: string) => ({
      [ATTRIBUTE]: id,
      tabIndex: id === tabStop ? 0 : -1,
      onClick: () => window.history.replaceState(null, '', `#${id}`),
    }),
  };
}
