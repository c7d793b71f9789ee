/** A text and what is marked in it, as a text area has them. */
export type Marked = { readonly text: string; readonly start: number; readonly end: number };

export const MARKS = { bold: '*', italic: '_', strike: '~', mono: '```' } as const;
export type Mark = keyof typeof MARKS;

/**
 * What is marked becomes bold (or italic, ...), and plain again where it is so already. Spaces at its ends stay outside:
 * a phone would not see the marks else. Where nothing is marked, what is typed next is between the marks.
 */
export function withMark({ text, start, end }: Marked, mark: Mark): Marked {
  const sign = MARKS[mark];
  const chosen = text.slice(start, end);
  const lead = chosen.trim() === '' ? 0 : chosen.length - chosen.trimStart().length;
  const trail = chosen.trim() === '' ? 0 : chosen.length - chosen.trimEnd().length;
  const [from, to] = [start + lead, end - trail];
  const inner = text.slice(from, to);
  const isAround = text.slice(0, from).endsWith(sign) && text.slice(to).startsWith(sign);
  if (isAround) {
    const before = text.slice(0, from - sign.length);
    return {
      text: before + inner + text.slice(to + sign.length),
      start: before.length,
      end: before.length + inner.length,
    };
  }
  // Typed to its end: the same key leads out of it.
  if (start === end && text.slice(end).startsWith(sign)) {
    return { text, start: end + sign.length, end: end + sign.length };
  }
  const isInside =
    inner.length >= 2 * sign.length + 1 && inner.startsWith(sign) && inner.endsWith(sign) && to > from;
  if (isInside) {
    const plain = inner.slice(sign.length, -sign.length);
    return { text: text.slice(0, from) + plain + text.slice(to), start: from, end: from + plain.length };
  }
  return {
    text: text.slice(0, from) + sign + inner + sign + text.slice(to),
    start: from + sign.length,
    end: to + sign.length,
  };
}

/** Something in place of what is marked; what is typed next stands behind it. */
export function withInserted({ text, start, end }: Marked, piece: string): Marked {
  const at = start + piece.length;
  return { text: text.slice(0, start) + piece + text.slice(end), start: at, end: at };
}

type KeyPress = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'code' | 'key'>;

const KEYS: Readonly<Record<string, Mark>> = { b: 'bold', i: 'italic' };
const SHIFTED_KEYS: Readonly<Record<string, Mark>> = { x: 'strike', m: 'mono' };

/** What a key press stands for, by its letter; by its place on keyboards that have none of ours. */
export function markOfKey({ ctrlKey, metaKey, shiftKey, altKey, code, key }: KeyPress): Mark | null {
  if (altKey || ctrlKey === metaKey) return null;
  const letter = (/^[a-z]$/i.test(key) ? key : code.replace('Key', '')).toLowerCase();
  return (shiftKey ? SHIFTED_KEYS : KEYS)[letter] ?? null;
}
