/** Reading what anyone may have written: a value of the wrong shape is the same as none. */
export type Json = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text with at least one character. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Ids are keys of the database; Meta's are well below this. */
const MAX_ID_LENGTH = 240;

/** An id; Meta writes some as numbers. Those that a double cannot hold are texts by now (provider-json). */
export function asId(value: unknown): string | undefined {
  const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : asText(value);
  return id !== undefined && id.length <= MAX_ID_LENGTH ? id : undefined;
}

const MAX_WORD_LENGTH = 64;

/** One of the provider's words, or a number that stands for one. */
export function asWord(value: unknown): string | undefined {
  const word = typeof value === 'number' && Number.isFinite(value) ? String(value) : asText(value);
  return word === undefined ? undefined : beginningOf(word, MAX_WORD_LENGTH);
}

/** The digits of a phone number, however it is written. */
export function digitsOf(value: unknown): string | null {
  const digits = (asText(value) ?? '').replaceAll(/\D/g, '');
  return digits.length >= 5 && digits.length <= 20 ? digits : null;
}

/** The first `length` code units, one less where that would cut a character in half: PostgreSQL takes no half. */
export function beginningOf(text: string, length: number): string {
  const kept = text.slice(0, length);
  return kept.length < text.length && /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}

const YEAR_2100_S = 4_102_444_800;

/** Unix seconds, as Meta writes them (a string) or as others do (a number), as ISO time. */
export function asTime(value: unknown): string | undefined {
  const seconds = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  if (
    typeof seconds !== 'number' ||
    !Number.isSafeInteger(seconds) ||
    seconds <= 0 ||
    seconds > YEAR_2100_S
  ) {
    return undefined;
  }
  return new Date(seconds * 1000).toISOString();
}
