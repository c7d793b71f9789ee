import { createHash } from 'node:crypto';

/** What one event of the record says. `occurredAt` is in UTC with microseconds, as PostgreSQL keeps it. */
export interface AuditFacts {
  readonly tenantId: string;
  readonly id: string;
  /** From 1, without gaps, in each tenant. */
  readonly sequence: number;
  readonly occurredAt: string;
  readonly actorKind: 'user' | 'api_key' | 'system';
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string | null;
  readonly targetName: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** An event as it is kept: bound to the one before it. */
export interface ChainedEvent {
  readonly facts: AuditFacts;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** Where a chain ends. */
export interface Link {
  readonly sequence: number;
  readonly hash: Buffer;
}

/** Before the first event. */
export const BEGINNING: Link = { sequence: 0, hash: Buffer.alloc(32) };

/** SHA-256 of the hash before and of everything that the event says, as JSON with its keys in order. */
export function hashAfter(previousHash: Buffer, facts: AuditFacts): Buffer {
  return createHash('sha256').update(previousHash).update(canonicalJson(facts), 'utf8').digest();
}

/** The one way to write that value as JSON. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, own]) => `${JSON.stringify(key)}:${canonicalJson(own)}`).join(',')}}`;
}

/** The value as the database gives it back: JSON, without what PostgreSQL has no room for (NUL, halves of a character). */
export function storable(value: unknown): unknown {
  if (value === undefined) return null;
  return JSON.parse(JSON.stringify(value), (_key, own: unknown) => {
    if (typeof own === 'string') return storableText(own);
    if (typeof own !== 'object' || own === null || Array.isArray(own)) return own;
    return Object.fromEntries(Object.entries(own).map(([key, inner]) => [storableText(key), inner]));
  });
}

export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** Follows the events, which are in the order of their numbers, from that link on: how far they hold. */
export function follow(from: Link, events: readonly ChainedEvent[]): Link & { readonly holds: boolean } {
  let link = from;
  for (const { facts, previousHash, hash } of events) {
    const expected = hashAfter(link.hash, facts);
    const holds =
      facts.sequence === link.sequence + 1 && previousHash.equals(link.hash) && hash.equals(expected);
    if (!holds) return { ...link, holds };
    link = { sequence: facts.sequence, hash };
  }
  return { ...link, holds: true };
}

/** The number at which a chain that was followed to `end` fails the `head` that was kept apart; null if it does not. */
export function breakAtEnd(end: Link, head: Link): number | null {
  if (end.sequence < head.sequence) return end.sequence + 1;
  if (end.sequence > head.sequence) return head.sequence + 1;
  return end.hash.equals(head.hash) ? null : head.sequence;
}
