export type ListMove = 'next' | 'previous' | 'first' | 'last';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/** J and K, wherever they lie: by letter on Latin layouts, by place on Persian, Arabic or Cyrillic ones. */
export function letterMove(event: Key): ListMove | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  const isLatin = /^[a-z]$/i.test(event.key);
  const letter = isLatin ? event.key.toLowerCase() : event.key.length === 1 ? event.code : '';
  if (letter === 'j' || letter === 'KeyJ') return 'next';
  if (letter === 'k' || letter === 'KeyK') return 'previous';
  return null;
}

/** The keys that move inside the list once it has the focus. */
export function arrowMove({ key }: Pick<KeyboardEvent, 'key'>): ListMove | null {
  const moves: Record<string, ListMove> = {
    ArrowDown: 'next',
    ArrowUp: 'previous',
    Home: 'first',
    End: 'last',
  };
  return moves[key] ?? null;
}

/** The id to go to. From nowhere, `next` and `previous` enter the list at its start. */
export function moveInList(ids: readonly string[], current: string | null, move: ListMove): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  const target = { next: at + 1, previous: Math.max(0, at - 1), first: 0, last: ids.length - 1 }[move];
  return ids[Math.min(target, ids.length - 1)] ?? null;
}
