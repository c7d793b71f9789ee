import { ZxcvbnFactory, ZxcvbnResult } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { Problem } from '../../kernel/problem';

/** "Safely unguessable" in zxcvbn's words: more than 10^8 guesses. */
const GOOD_ENOUGH = 3;
/** What is judged at once, in UTF-16 units: the time grows much faster than the length, and nothing else runs meanwhile. */
const PIECE = 32;

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

const ABOUT_OWNER = 'It is made of your name, your e-mail address or the name of your workspace.';
const REASONS: Record<string, string> = {
  straightRow: 'Keys in a row are guessed first.',
  keyPattern: 'Short patterns on the keyboard are guessed first.',
  simpleRepeat: 'Repeated characters are easy to guess.',
  extendedRepeat: 'A repeated pattern is easy to guess.',
  sequences: 'Sequences like "abc" are guessed first.',
  recentYears: 'Years are easy to guess.',
  dates: 'Dates are easy to guess.',
  topTen: 'This is one of the ten most used passwords.',
  topHundred: 'This is one of the hundred most used passwords.',
  common: 'This is a commonly used password.',
  similarToCommon: 'This is like a commonly used password.',
  wordByItself: 'A single word is easy to guess.',
  userInputs: ABOUT_OWNER,
};
const TOO_SHORT = 'It is too easy to guess. Add another word or two; uncommon words are better.';

/** Why this password is too easy to guess for who knows `words` about its owner; null when it is not. */
export function weaknessOf(password: string, words: readonly string[]): string | null {
  const known = ['parley', ...words.flatMap(partsOf)];
  const text = password.normalize('NFC');
  if (known.includes(text.toLowerCase())) return ABOUT_OWNER;
  let reason: string | null = null;
  for (const piece of piecesOf(text)) {
    const result = zxcvbn.check(piece, known);
    if (result.score >= GOOD_ENOUGH) return null;
    reason ??= reasonFor(result);
  }
  return reason;
}

/** A password is at least as strong as its strongest piece; the judge would take seconds over all of a long one. */
function piecesOf(text: string): string[] {
  const count = Math.max(1, Math.ceil(text.length / PIECE));
  return Array.from({ length: count }, (_, index) => text.slice(index * PIECE, (index + 1) * PIECE));
}

/** @throws Problem 422 `password_too_weak` with the reason at `pointer` */
export function assertStrong(password: string, words: readonly string[], pointer: string): void {
  const weakness = weaknessOf(password, words);
  if (weakness === null) return;
  throw new Problem(422, 'password_too_weak', 'Please choose a stronger password.', weakness, [
    { pointer, code: 'password_too_weak', detail: weakness },
  ]);
}

function reasonFor({ feedback: { warning }, sequence }: ZxcvbnResult): string {
  const isAboutOwner = sequence.some((match) => match['dictionaryName'] === 'userInputs');
  return (isAboutOwner ? REASONS['userInputs'] : REASONS[warning ?? '']) ?? TOO_SHORT;
}

/** "sara.ahmadi@acme.example" is guessed whole, without its dots and in pieces. */
function partsOf(word: string): string[] {
  const whole = word.toLowerCase();
  const parts = whole.split(/[^\p{L}\p{N}]+/u);
  return [whole, parts.join(''), ...parts.filter((part) => part.length > 2)];
}
