/** WhatsApp's text formatting as data, so that text is never turned into HTML. */
export type TextToken =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'mono'; text: string; marker: '```' | '`' }
  | { kind: 'bold' | 'italic' | 'strike'; children: TextToken[] };

const styleOfMarker = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Marker = keyof typeof styleOfMarker;
const markerOfStyle = { bold: '*', italic: '_', strike: '~' } as const;

const linkHere = /https?:\/\/[^\s<>"'`]{1,2048}/iy;
const wordCharacter = /[\p{L}\p{N}]/u;

/** Reads `*bold*`, `_italic_`, `~strike~`, ```` ```mono``` ````, `` `mono` `` and web links. Anything else is text. */
export function formatText(source: string): TextToken[] {
  return parse(source, '');
}

/** The text that tokens came from. Formatting only marks text; it never loses any. */
export function sourceOf(tokens: readonly TextToken[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'mono') return token.marker + token.text + token.marker;
      if ('text' in token) return token.text;
      const marker = markerOfStyle[token.kind];
      return marker + sourceOf(token.children) + marker;
    })
    .join('');
}

/** The text without its marks, on one line: for previews. */
export function plainText(source: string): string {
  const text = (tokens: readonly TextToken[]): string =>
    tokens.map((token) => ('children' in token ? text(token.children) : token.text)).join('');
  return text(formatText(source)).replace(/\s+/g, ' ').trim();
}

function parse(source: string, open: string): TextToken[] {
  const tokens: TextToken[] = [];
  /** Per marker, a place up to which there is no closing one: keeps hostile text from costing quadratic time. */
  const closeless = new Map<string, number>();
  let plainFrom = 0;
  let at = 0;

  const emit = (token: TextToken, end: number) => {
    if (plainFrom < at) tokens.push({ kind: 'text', text: source.slice(plainFrom, at) });
    tokens.push(token);
    plainFrom = at = end;
  };

  while (at < source.length) {
    const character = source[at] as string;
    if (character === '`') {
      const mono = monoAt(source, at, closeless);
      if (mono) emit(mono.token, mono.end);
      else at++;
    } else if (character === 'h' || character === 'H') {
      const link = linkAt(source, at);
      if (link) emit({ kind: 'link', text: link, href: link }, at + link.length);
      else at++;
    } else if (character in styleOfMarker && !open.includes(character)) {
      const marker = character as Marker;
      const end = closingOf(source, at, marker, closeless);
      if (end === -1) at++;
      else
        emit(
          { kind: styleOfMarker[marker], children: parse(source.slice(at + 1, end), open + marker) },
          end + 1,
        );
    } else at++;
  }
  if (plainFrom < at) tokens.push({ kind: 'text', text: source.slice(plainFrom) });
  return tokens;
}

type Mono = { token: TextToken; end: number };

function monoAt(source: string, at: number, closeless: Map<string, number>): Mono | null {
  const marker = source.startsWith('```', at) ? '```' : '`';
  if (at < (closeless.get(marker) ?? 0)) return null;
  const from = at + marker.length;
  const end = source.indexOf(marker, from);
  if (end === -1) closeless.set(marker, source.length);
  if (end <= from) return null;
  const text = source.slice(from, end);
  if (text.trim() === '' || (marker === '`' && text.includes('\n'))) return null;
  return { token: { kind: 'mono', text, marker }, end: end + marker.length };
}

function linkAt(source: string, at: number): string | null {
  if (isWord(source[at - 1])) return null;
  linkHere.lastIndex = at;
  // A full stop or bracket after a link belongs to the sentence.
  const link = linkHere.exec(source)?.[0].replace(/[.,;:!?)\]}*_~»”’،؛؟]+$/u, '');
  return link && URL.canParse(link) ? link : null;
}

/** Where the mark opened at `at` closes, or -1: on the same line, against a word on the inside only. */
function closingOf(source: string, at: number, marker: Marker, closeless: Map<string, number>): number {
  const next = source[at + 1];
  if (isWord(source[at - 1]) || next === undefined || /\s/.test(next) || next === marker) return -1;
  if (at < (closeless.get(marker) ?? 0)) return -1;
  for (let end = at + 1; end < source.length && source[end] !== '\n'; end++) {
    if (source[end] !== marker || /\s/.test(source[end - 1] as string) || isWord(source[end + 1])) continue;
    if (end > at + 1) return end;
  }
  const lineEnd = source.indexOf('\n', at);
  closeless.set(marker, lineEnd === -1 ? source.length : lineEnd);
  return -1;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && wordCharacter.test(character);
