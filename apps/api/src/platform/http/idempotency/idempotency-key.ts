import { createHash } from 'node:crypto';
import { invalidInput, Problem } from '../../../kernel/problem';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** @throws Problem 400 unless it is 1 to 255 visible ASCII characters */
export function idempotencyKeyIn(header: string | readonly string[]): string {
  if (typeof header === 'string' && KEY.test(header)) return header;
  throw invalidInput([
    {
      pointer: '',
      code: 'idempotency_key',
      detail: 'Idempotency-Key must be 1 to 255 visible ASCII characters, such as a UUID.',
    },
  ]);
}

export const keyReused = (): Problem =>
  new Problem(
    422,
    'idempotency_key_reused',
    'This Idempotency-Key was used for another request.',
    'Use a new key for a new request, and the same key only to repeat the very same one.',
  );

/** What a repeated request must have in common with the first: where it went and what it said, whatever the order of its keys. */
export function fingerprintOf(operation: string, body: unknown): Buffer {
  return createHash('sha256').update(operation).update('\n').update(inOrder(body)).digest();
}

/** `undefined` and `{}` are the same body: no input. */
function inOrder(body: unknown): string {
  return JSON.stringify(body ?? {}, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
