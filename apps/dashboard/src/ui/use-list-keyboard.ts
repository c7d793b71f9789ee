'use client';

import { type KeyboardEvent as ReactKeyboardEvent, type RefObject, useEffect, useEffectEvent } from 'react';
import { arrowMove, letterMove, type ListMove, moveInList } from './list-keys';

type Options = {
  list: RefObject<HTMLElement | null>;
  ids: readonly string[];
  openId: string | null;
  /** The attribute in which a row carries its id. */
  attribute?: string;
};

/**
 * Moves the focus through the rows: J and K from anywhere on the page, arrows, Home and End from inside the list.
 * Returns what the list's onKeyDown needs.
 */
export function useListKeyboard({ list, ids, openId, attribute = 'data-conversation-id' }: Options) {
  const move = (step: ListMove): boolean => {
    const focused = document.activeElement?.closest(`[${attribute}]`)?.getAttribute(attribute);
    const target = moveInList(ids, focused ?? openId, step);
    const row = target && list.current?.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(target)}"]`);
    // A hidden row (narrow screen, a conversation is open) cannot take the focus.
    if (!row || row.offsetParent === null) return false;
    row.focus();
    return true;
  };

  const onLetter = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isForTyping(event.target)) return;
    const step = letterMove(event);
    if (step && move(step)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onLetter(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (event: ReactKeyboardEvent) => {
    const step = event.altKey || event.ctrlKey || event.metaKey ? null : arrowMove(event);
    if (step && move(step)) event.preventDefault();
  };
}

/** Calls `onEscape` for Escape anywhere on the page, unless a menu or a field has its own use for it. */
export function useEscape(onEscape: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isForTyping(event.target)) onEscape();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function isForTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role=menu], [role=dialog]') !== null)
  );
}
