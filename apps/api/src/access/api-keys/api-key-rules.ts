import { invalidInput, Problem } from '../../kernel/problem';
import { Permission } from '../../tenancy';

/** `retiring`: another key has taken its place, and it works until the overlap is over. */
export const API_KEY_STATES = ['active', 'retiring', 'expired', 'revoked'] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

const HOUR_MS = 3_600_000;
/** A year of any length, and a day for clocks and time zones. Whoever wants longer says "never", and the list shows it. */
const LONGEST_LIFE_MS = 367 * 24 * HOUR_MS;

export interface Lifetime {
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export function stateOf(key: Lifetime & { readonly isReplaced: boolean }, now: Date): ApiKeyState {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt <= now) return 'expired';
  return key.isReplaced ? 'retiring' : 'active';
}

/** @throws Problem 400 for a moment that is past, or more than a year ahead */
export function assertExpiry(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null) return;
  const lifeMs = expiresAt.getTime() - now.getTime();
  if (lifeMs > 0 && lifeMs <= LONGEST_LIFE_MS) return;
  const detail =
    lifeMs > LONGEST_LIFE_MS
      ? 'An API key works for a year at most, or does not expire (null).'
      : 'expiresAt must be in the future.';
  throw invalidInput([{ pointer: '/expiresAt', code: 'expiry', detail }]);
}

/** How many keys of a tenant may work at a time; what rotations leave behind for a while is beside that. */
const MAX_KEYS = 100;
const MAX_WITH_RETIRING = 200;

/** @throws Problem 409 when a tenant that has `working` keys may have no further one */
export function assertRoomForNew(working: number): void {
  if (working >= MAX_KEYS) throw tooMany();
}

/** A key that makes way at once needs no room: one that leaked can always be rotated. @throws Problem 409 */
export function assertRoomForSuccessor(working: number, overlapHours: number): void {
  if (overlapHours > 0 && working >= MAX_WITH_RETIRING) throw tooMany();
}

const tooMany = (): Problem =>
  new Problem(
    409,
    'too_many_api_keys',
    'There are too many API keys.',
    `At most ${MAX_KEYS} may work at a time. Revoke some that are not needed.`,
  );

/** Nobody gives away what they do not have. @throws Problem 403 */
export function assertHeld(scopes: readonly string[], held: readonly Permission[]): void {
  const missing = scopes.filter((scope) => !(held as readonly string[]).includes(scope));
  if (missing.length === 0) return;
  throw new Problem(
    403,
    'scope_not_held',
    'You may not give a key what you may not do yourself.',
    `You lack ${missing.join(', ')}.`,
  );
}

/** The key that takes its place lives as long from now as the old one was made to live. */
export function expiryOfSuccessor(old: { createdAt: Date; expiresAt: Date | null }, now: Date): Date | null {
  if (old.expiresAt === null) return null;
  return new Date(now.getTime() + old.expiresAt.getTime() - old.createdAt.getTime());
}

/** The old key works for the overlap, and never longer than it would have. */
export function expiryOfReplaced(old: { expiresAt: Date | null }, overlapHours: number, now: Date): Date {
  const overlapEnds = now.getTime() + overlapHours * HOUR_MS;
  return new Date(Math.min(overlapEnds, old.expiresAt?.getTime() ?? Infinity));
}

/** Only a key that works and has no successor gets one. @throws Problem 409 */
export function assertRotatable(state: ApiKeyState): void {
  if (state === 'active') return;
  if (state === 'retiring') {
    throw new Problem(
      409,
      'already_rotated',
      'Another key has already taken the place of this one.',
      'Rotate that one.',
    );
  }
  throw new Problem(409, `api_key_${state}`, 'This API key does not work any more.', 'Create a new one.');
}

/** Told to whoever holds the whole key, so that a guesser learns nothing. @throws Problem 401 */
export function assertWorks(state: ApiKeyState): void {
  if (state === 'revoked') throw new Problem(401, 'api_key_revoked', 'This API key was revoked.');
  if (state === 'expired') throw new Problem(401, 'api_key_expired', 'This API key has expired.');
}
