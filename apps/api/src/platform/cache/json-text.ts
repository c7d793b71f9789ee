import { isDeepStrictEqual } from 'node:util';

/**
 * What a value is kept as; undefined for undefined. A value that JSON does not give back as it was (a date, a class, a
 * property that is undefined) would look otherwise to whoever gets it from the cache than to whoever loaded it.
 * @throws TypeError for such a value
 */
export function jsonTextOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined || !isDeepStrictEqual(JSON.parse(text), value))
    throw new TypeError('Only what JSON gives back as it was can be cached.');
  return text;
}
