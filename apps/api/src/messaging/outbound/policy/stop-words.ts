import { STOP_WORDS, WORDS_OF_ALL } from './stop-word-lists';

export type Wish = 'stop' | 'start';

/** Longer than any of the words, in UTF-16 units; what is longer is a sentence. */
const LONGEST = 64;

/** Vowel points of Arabic and Hebrew, accents of Latin and Cyrillic, the dot below of Hindi, the frames of emoji. */
const LEFT_OUT =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]|\u093c|[\ufe00-\ufe0f]|\u20e3/g;
/** Also direction marks, soft hyphens and joiners, which nobody sees. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;

/** Letters that people write for one another. */
const SAME_LETTERS = new Map([
  ...['ßss', 'ıi', 'æae', 'œoe'].map(together),
  ...['ٱا', 'ىي', 'یي', 'ېي', 'کك', 'ةه', 'ەه', 'ھه', 'ہه', 'ۃه'].map(together),
  ...['\u0901\u0902'].map(together),
]);
const SAME_LETTER = new RegExp(`[${[...SAME_LETTERS.keys()].join('')}]`, 'gu');
/** Where the digits of Arabic, Persian and Hindi begin. */
const DIGITS = [0x0660, 0x06f0, 0x0966];

/**
 * What somebody wants who writes nothing but that they want it: no more messages, or messages again. Never a word in a
 * sentence: null. `languages`: those of the tenant and the person (`pt`, `pt_BR`, `pt-BR`); the words that everybody
 * knows always count. `start` means something only of somebody who said stop.
 */
export function meaningOf(text: string, languages: readonly string[]): Wish | null {
  if (text.length > LONGEST) return null;
  const written = asCompared(text);
  if (written === '') return null;
  const tables = languages.map((language) => TABLES.get(language.split(/[-_]/, 1)[0]?.toLowerCase() ?? ''));
  return [OF_ALL, ...tables].map((table) => table?.get(written)).find((wish) => wish !== undefined) ?? null;
}

/** Whether it means something in any language: what is nothing but that is rare, and only then a language is asked for. */
export function couldBeWish(text: string): boolean {
  if (text.length > LONGEST) return false;
  return ANY.has(asCompared(text));
}

/** Without case, accents, punctuation, spaces and repetition; in one form of each letter. */
export function asCompared(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(LEFT_OUT, '')
    .replace(SAME_LETTER, (letter) => SAME_LETTERS.get(letter) ?? letter)
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, digitOf)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
  const [first = '', ...others] = words;
  return others.every((word) => word === first) ? first : words.join('');
}

/** A letter, and after it what it counts as. */
function together(pair: string): [string, string] {
  return [pair.charAt(0), pair.slice(1)];
}

function digitOf(character: string): string {
  const code = character.charCodeAt(0);
  const zero = DIGITS.find((begin) => code >= begin && code < begin + 10) ?? code;
  return String(code - zero);
}

const OF_ALL = tableOf(WORDS_OF_ALL);
const TABLES = new Map(Object.entries(STOP_WORDS).map(([language, words]) => [language, tableOf(words)]));
const ANY = new Set([...OF_ALL.keys(), ...[...TABLES.values()].flatMap((table) => [...table.keys()])]);

function tableOf({ stop, start }: Readonly<Record<Wish, readonly string[]>>): ReadonlyMap<string, Wish> {
  return new Map<string, Wish>([
    ...stop.map((word) => [asCompared(word), 'stop'] as const),
    ...start.map((word) => [asCompared(word), 'start'] as const),
  ]);
}
