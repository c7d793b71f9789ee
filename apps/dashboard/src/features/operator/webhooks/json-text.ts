const INDENT = '  ';

export type ShownText = { text: string; isCut: boolean };

/**
 * JSON with a line for each value, as it stands: no number is read and written again, so that large ids keep every
 * digit. Null when the text is no JSON. At most `limit` characters, however deep it goes.
 */
export function indentJson(text: string, limit: number): ShownText | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  let out = '';
  let depth = 0;
  // A string, a bracket or separator, or a bare word: valid JSON consists of nothing else but white space.
  const tokens = /"(?:[^"\\]+|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs;
  let isEmpty = false;
  for (const [token] of text.matchAll(tokens)) {
    const opens = token === '{' || token === '[';
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    if (isEmpty !== closes && (isEmpty || closes)) out += lineBreak(depth, limit);
    out += token;
    if (opens) depth += 1;
    if (token === ',') out += lineBreak(depth, limit);
    if (token === ':') out += ' ';
    isEmpty = opens;
    if (out.length > limit) return { text: cut(out, limit), isCut: true };
  }
  return { text: out, isCut: false };
}

/** The beginning of a text that may be too long for a page. */
export function beginning(text: string, limit: number): ShownText {
  return text.length > limit ? { text: cut(text, limit), isCut: true } : { text, isCut: false };
}

/**
 * Control characters and those that turn the direction of writing, as their escapes: a body must not be able to
 * rearrange how it reads. Line breaks and tabs stay.
 */
export function withVisibleControls(text: string): string {
  return text.replaceAll(
    /[^\P{Cc}\t\n]|[\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

const lineBreak = (depth: number, limit: number): string =>
  `\n${INDENT.repeat(Math.min(depth, limit))}`.slice(0, limit + 1);

/** Never in the middle of a character that takes two. */
function cut(text: string, limit: number): string {
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return text.slice(0, isSplit ? limit - 1 : limit);
}
