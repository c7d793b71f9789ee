import { asText, beginningOf } from '../normalise/reading';

const MAX_LINE_LENGTH = 1000;
const MAX_URL_LENGTH = 2000;

/** A text for people, cut where it is far too long for a line. */
export function asLine(value: unknown): string | null {
  const text = asText(value);
  return text === undefined ? null : beginningOf(text, MAX_LINE_LENGTH);
}

/** Where a link may lead that somebody else has written. */
export function asUrl(value: unknown): string | null {
  const text = asText(value);
  if (text === undefined || text.length > MAX_URL_LENGTH || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

/** A number, however it is written. */
export function asNumber(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : asText(value)?.trim();
  if (text === undefined || text === '' || text.length > 40) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
