'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { placeUnder } from '../findings/place-under';

type Handle = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  'data-handle': number;
};

/**
 * Moves the rows of a list by a handle: dragged with a pointer, or with the arrow keys while it has the focus, which goes
 * along with the row.
 */
export function useReorder(onMove: (from: number, to: number) => void, count: number) {
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useRef<number | null>(null);
  const taken = useRef<number | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (focusNext.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-handle="${focusNext.current}"]`)?.focus();
    focusNext.current = null;
  });

  const move = (from: number, to: number): boolean => {
    if (to < 0 || to >= count || to === from) return false;
    onMove(from, to);
    setSaid(`Now number ${to + 1} of ${count}`);
    return true;
  };
  const step = (from: number, by: number) => {
    if (move(from, from + by)) focusNext.current = from + by;
  };

  // Pointer moves may come faster than rows are drawn: where the row is now is known at once.
  const take = (row: number | null) => {
    taken.current = row;
    setDragged(row);
  };

  const handle = (index: number): Handle => ({
    'data-handle': index,
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      take(index);
    },
    onPointerMove: (event) => {
      const from = taken.current;
      if (from === null || !list.current) return;
      const rows = [...list.current.children].map((row) => row.getBoundingClientRect());
      const to = placeUnder(rows, from, event.clientY);
      // The pointer stays with the handle that was taken, whichever row that handle belongs to by now.
      if (move(from, to)) take(to);
    },
    onPointerUp: () => take(null),
    onPointerCancel: () => take(null),
    onKeyDown: (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      step(index, by);
    },
  });
  return { list, handle, step, dragged, said };
}
