import { createHash } from 'node:crypto';
import { AccountElement } from '../communication-adapter';

/**
 * What makes two pieces of news the same one: what they are about, when the provider says it was, and all that it says,
 * whatever the order of its keys. Of one account; SHA-256.
 */
export function digestOf({ field, event, occurredAt, payload }: AccountElement): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([field, event, occurredAt, canonical(payload)]))
    .digest();
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}
