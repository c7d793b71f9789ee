const MAX_DEPTH = 64;
const OPENING = new Set([0x7b, 0x5b]); // { [
const CLOSING = new Set([0x7d, 0x5d]);
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** May hold an integer that a double cannot: 16 digits and more. */
const LARGE_INTEGER = /\d{16,}/;

export class UnreadableJson extends Error {}

/**
 * Parses what a provider sent so that PostgreSQL can keep it and nothing is lost on the way: integers beyond 2^53 become
 * strings, NUL characters are dropped, lone surrogates become U+FFFD. Depth is checked on the bytes, before parsing.
 * @throws UnreadableJson
 */
export function parseProviderJson(body: Buffer): unknown {
  if (isTooDeep(body)) throw new UnreadableJson(`nested deeper than ${MAX_DEPTH} levels`);
  const text = body.toString('utf8');
  try {
    return storable(LARGE_INTEGER.test(text) ? JSON.parse(text, keepLargeInteger) : JSON.parse(text));
  } catch {
    throw new UnreadableJson('not valid JSON');
  }
}

function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < body.length; index++) {
    const byte = body[index] as number;
    if (inString) {
      if (byte === BACKSLASH) index++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPENING.has(byte) && ++depth > MAX_DEPTH) return true;
    else if (CLOSING.has(byte)) depth--;
  }
  return false;
}

function keepLargeInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isLarge = typeof value === 'number' && !Number.isSafeInteger(value);
  return isLarge && context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner)]),
  );
}

function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
