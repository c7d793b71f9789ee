import type { ApiKey, Scope } from '@parley/api-client';

const DAY_MS = 86_400_000;
const UNUSED_AFTER_MS = 90 * DAY_MS;

/** Whether the key still lets somebody in. */
export const works = ({ state }: Pick<ApiKey, 'state'>): boolean =>
  state === 'active' || state === 'retiring';

/** Since when nobody has used a working key, in milliseconds since 1970, when that is longer than 90 days; else null. */
export function unusedSince(
  key: Pick<ApiKey, 'state' | 'lastUsedAt' | 'createdAt'>,
  now: number,
): number | null {
  const last = Date.parse(key.lastUsedAt ?? key.createdAt);
  return works(key) && now - last >= UNUSED_AFTER_MS ? last : null;
}

/** What can be chosen for a new key, in days. The API allows a year at most, or none. */
export const LIVES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'never', label: 'No expiry' },
] as const;

export type Life = (typeof LIVES)[number]['value'];

/** When a key that is made now stops working; null: never. */
export const expiryAfter = (life: Life, now: number): string | null =>
  life === 'never' ? null : new Date(now + Number(life) * DAY_MS).toISOString();

/** For how many hours the old key goes on working beside the new one. */
export const OVERLAPS = [
  { value: '0', label: 'Not at all', says: 'The old key stops working at once.' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
] as const;

export type Overlap = (typeof OVERLAPS)[number]['value'];

/** The simplest call for each scope that allows one. */
const firstCalls: readonly [Scope, string][] = [
  ['tenant.read', '/api/v1/tenant'],
  ['conversations.read', '/api/v1/conversations'],
  ['channels.read', '/api/v1/channels'],
  ['members.read', '/api/v1/members'],
  ['audit.read', '/api/v1/audit-events'],
];

/** A command that works as it is, with this key, against this installation; null when no scope lets it read. */
export function curlWith(token: string, scopes: readonly Scope[], origin: string): string | null {
  const path = firstCalls.find(([scope]) => scopes.includes(scope))?.[1];
  return path ? `curl ${origin}${path} \\\n  -H 'Authorization: Bearer ${token}'` : null;
}
