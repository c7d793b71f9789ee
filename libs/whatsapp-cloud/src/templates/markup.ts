/** A piece of a text; `variable` is the key of the variable that it came from. */
export interface TextSpan {
  readonly text: string;
  readonly variable: string | null;
}

/** A piece of a text that looks the same throughout. */
export interface TextRun extends TextSpan {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isStruck: boolean;
  readonly isMono: boolean;
}

const SIGNS = { '*': 'isBold', _: 'isItalic', '~': 'isStruck' } as const;
const MONO = '```';

type Sign = keyof typeof SIGNS;
type Style = Omit<TextRun, keyof TextSpan>;

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly style: Style;
}

const PLAIN: Style = { isBold: false, isItalic: false, isStruck: false, isMono: false };

/** Longer than any message: what is longer stays as it is written. */
const LONGEST_WITH_MARKUP = 8_192;

/**
 * A text as WhatsApp shows it: *bold*, _italic_, ~struck~ and ```mono```, also inside one another. Markup counts over
 * the whole text, so that what a variable is filled with can begin or end it, as it does on a phone.
 */
export function runsOf(spans: readonly TextSpan[]): readonly TextRun[] {
  const whole = spans.map(({ text }) => text).join('');
  const pieces =
    whole.length > LONGEST_WITH_MARKUP
      ? [{ from: 0, to: whole.length, style: PLAIN }]
      : piecesOf(whole, 0, whole.length, PLAIN);
  let start = 0;
  return spans.flatMap(({ text, variable }) => {
    const from = start;
    start += text.length;
    return pieces
      .map((piece) => ({ ...piece, from: Math.max(piece.from, from), to: Math.min(piece.to, start) }))
      .filter((piece) => piece.from < piece.to)
      .map(({ style, from: first, to }) => ({ text: whole.slice(first, to), variable, ...style }));
  });
}

/** A text without markup, as a header is. */
export const plainRuns = (spans: readonly TextSpan[]): readonly TextRun[] =>
  spans.filter(({ text }) => text !== '').map((span) => ({ ...span, ...PLAIN }));

function piecesOf(text: string, from: number, to: number, style: Style): readonly Piece[] {
  const pieces: Piece[] = [];
  let plainFrom = from;
  let at = from;
  const inner = (begin: number, end: number, width: number, pieced: readonly Piece[]): void => {
    pieces.push({ from: plainFrom, to: begin, style }, ...pieced);
    at = end + width;
    plainFrom = at;
  };
  while (at < to) {
    const monoEnd = text.startsWith(MONO, at) ? text.indexOf(MONO, at + MONO.length + 1) : -1;
    const sign = signAt(text, at);
    const end = sign === null || style[SIGNS[sign]] ? -1 : endOf(text, sign, at, to);
    if (monoEnd !== -1 && monoEnd + MONO.length <= to) {
      const mono = { from: at + MONO.length, to: monoEnd, style: { ...style, isMono: true } };
      inner(at, monoEnd, MONO.length, [mono]);
    } else if (sign !== null && end !== -1) {
      inner(at, end, 1, piecesOf(text, at + 1, end, { ...style, [SIGNS[sign]]: true }));
    } else {
      at += 1;
    }
  }
  return [...pieces, { from: plainFrom, to, style }].filter((piece) => piece.from < piece.to);
}

function signAt(text: string, at: number): Sign | null {
  const character = text.charAt(at);
  return Object.hasOwn(SIGNS, character) ? (character as Sign) : null;
}

/** Where the markup that begins here ends; -1 when it is no markup. It stays in its line and hugs its words. */
function endOf(text: string, sign: Sign, at: number, to: number): number {
  if (isWordy(text.charAt(at - 1)) || !hugs(text.charAt(at + 1), sign)) return -1;
  for (let end = at + 2; end < to && text.charAt(end) !== '\n'; end += 1) {
    const isEnd = text.charAt(end) === sign && hugs(text.charAt(end - 1), sign);
    if (isEnd && !isWordy(text.charAt(end + 1))) return end;
  }
  return -1;
}

const isWordy = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const hugs = (character: string, sign: Sign): boolean => character !== sign && /\S/.test(character);
