import { JsonLimit, scanJson, Span } from './json-scan';

const QUOTE = 0x22;

/** Removed wherever they stand: they mean something to JavaScript and nothing to any provider. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export class UnreadableJson extends Error {
  constructor(
    readonly reason: 'not_json' | 'too_large',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Parses what a provider sent so that PostgreSQL can keep it and nothing is lost on the way: numbers that a double
 * cannot hold (ids beyond 2^53) become strings, NUL characters are dropped, lone surrogates become U+FFFD. How deep it
 * is and how much it holds is told from the bytes, before they are parsed.
 * @throws UnreadableJson
 */
export function parseProviderJson(body: Buffer): unknown {
  const numbers = spansOf(body);
  const text = quoted(body, numbers).toString('utf8');
  try {
    return storable(JSON.parse(text));
  } catch {
    throw new UnreadableJson('not_json', 'not valid JSON');
  }
}

function spansOf(body: Buffer): readonly Span[] {
  try {
    return scanJson(body);
  } catch (error) {
    if (error instanceof JsonLimit) throw new UnreadableJson('too_large', error.message);
    throw error;
  }
}

/** The same bytes with quotes around these numbers. */
function quoted(body: Buffer, numbers: readonly Span[]): Buffer {
  if (numbers.length === 0) return body;
  const result = Buffer.allocUnsafe(body.length + 2 * numbers.length);
  let copied = 0;
  let length = 0;
  for (const { start, end } of numbers) {
    length += body.copy(result, length, copied, start);
    result[length++] = QUOTE;
    length += body.copy(result, length, start, end);
    result[length++] = QUOTE;
    copied = end;
  }
  body.copy(result, length, copied);
  return result;
}

const UNSTORABLE = /[\0\ud800-\udfff]/;

/** In place: nobody else has it yet, and a copy of all of it takes longer than reading it. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (value === 0) return 0; // -0 as well, which no JSON gives back
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) value.forEach((inner, index) => replace(value, index, inner));
  else for (const key of Object.keys(value)) rename(value as Record<string, unknown>, key);
  return value;
}

function rename(record: Record<string, unknown>, key: string): void {
  const name = storableText(key);
  const inner = record[key];
  if (name !== key || PROTOTYPE_KEYS.has(name)) Reflect.deleteProperty(record, key);
  if (PROTOTYPE_KEYS.has(name)) return;
  if (name !== key) record[name] = inner;
  replace(record, name, inner);
}

function replace(owner: object, key: string | number, inner: unknown): void {
  const kept = storable(inner);
  if (kept !== inner || kept === 0) (owner as Record<string | number, unknown>)[key] = kept;
}

function storableText(text: string): string {
  return UNSTORABLE.test(text) ? text.replaceAll('\0', '').toWellFormed() : text;
}
