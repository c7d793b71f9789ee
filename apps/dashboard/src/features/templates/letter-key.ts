'use client';

import { useEffect, useEffectEvent } from 'react';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/**
 * The letter or sign of a key that stands alone, wherever it lies: by what it writes on Latin layouts, by its place on
 * Persian, Arabic or Cyrillic ones. "n", "/"; null with a modifier and while an input method composes.
 */
export function letterOf(event: Key): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (event.key === '/') return '/';
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  // A letter of another script lies where a Latin keyboard has one of its own.
  if (!/^\p{L}$/u.test(event.key)) return null;
  if (event.code === 'Slash') return '/';
  return /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? null;
}

/** Calls what belongs to the letter, from anywhere on the page; not while something is typed or a dialog is open. */
export function useLetterKeys(deeds: Readonly<Record<string, (() => void) | null>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isForTyping(event.target)) return;
    const letter = letterOf(event);
    const deed = letter !== null && Object.hasOwn(deeds, letter) ? deeds[letter] : null;
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

const isForTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role=menu], [role=dialog], [role=listbox]') !== null);
