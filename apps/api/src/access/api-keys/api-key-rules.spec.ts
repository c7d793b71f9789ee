import fc from 'fast-check';
import { Problem } from '../../kernel/problem';
import { ALL_PERMISSIONS } from '../../tenancy/roles/permissions';
import {
  API_KEY_STATES,
  assertExpiry,
  assertHeld,
  assertRotatable,
  assertWorks,
  expiryOfReplaced,
  expiryOfSuccessor,
  stateOf,
} from './api-key-rules';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const now = new Date('2026-03-01T12:00:00Z');
const inMs = (ms: number): Date => new Date(now.getTime() + ms);
const moment = fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }).map(inMs);
const maybe = fc.option(moment);

describe('the state of an API key', () => {
  it.each([
    ['active', { expiresAt: null, revokedAt: null, isReplaced: false }],
    ['active', { expiresAt: inMs(1), revokedAt: null, isReplaced: false }],
    ['retiring', { expiresAt: inMs(1), revokedAt: null, isReplaced: true }],
    ['expired', { expiresAt: inMs(0), revokedAt: null, isReplaced: false }],
    ['expired', { expiresAt: inMs(-1), revokedAt: null, isReplaced: true }],
    ['revoked', { expiresAt: inMs(-1), revokedAt: inMs(-2), isReplaced: true }],
    ['revoked', { expiresAt: null, revokedAt: inMs(-2), isReplaced: false }],
  ])('is %s for %j', (state, key) => {
    expect(stateOf(key, now)).toBe(state);
  });

  it('lets it work exactly while it is neither revoked nor expired', () => {
    fc.assert(
      fc.property(maybe, maybe, fc.boolean(), moment, (expiresAt, revokedAt, isReplaced, at) => {
        const state = stateOf({ expiresAt, revokedAt, isReplaced }, at);
        const works = revokedAt === null && (expiresAt === null || expiresAt > at);
        expect(codeOf(() => assertWorks(state)) === null).toBe(works);
      }),
    );
  });

  it('never leads back to life', () => {
    fc.assert(
      fc.property(maybe, fc.boolean(), moment, moment, (expiresAt, isReplaced, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const key = { expiresAt, revokedAt: null, isReplaced };
        fc.pre(stateOf(key, earlier) === 'expired');
        expect(stateOf(key, later)).toBe('expired');
      }),
    );
  });

  it.each(API_KEY_STATES)('decides whether a key may be rotated: %s', (state) => {
    expect(codeOf(() => assertRotatable(state))).toBe(
      { active: null, retiring: 'already_rotated', expired: 'api_key_expired', revoked: 'api_key_revoked' }[
        state
      ],
    );
  });
});

describe('the expiry of an API key', () => {
  it.each([
    ['never', null, null],
    ['in a moment', inMs(1), null],
    ['in a leap year', inMs(366 * DAY_MS), null],
    ['now', inMs(0), 'invalid_input'],
    ['in the past', inMs(-1), 'invalid_input'],
    ['in two years', inMs(730 * DAY_MS), 'invalid_input'],
    ['in the year 9999', new Date('9999-12-31T23:59:59Z'), 'invalid_input'],
    ['no date at all', new Date(Number.NaN), 'invalid_input'],
  ])('is checked: %s', (_name, expiresAt, code) => {
    expect(codeOf(() => assertExpiry(expiresAt, now))).toBe(code);
  });

  it('of a successor is as far away as that of the old one was', () => {
    const createdAt = inMs(-80 * DAY_MS);
    expect(expiryOfSuccessor({ createdAt, expiresAt: inMs(10 * DAY_MS) }, now)).toEqual(inMs(90 * DAY_MS));
    expect(expiryOfSuccessor({ createdAt, expiresAt: null }, now)).toBeNull();
  });

  it('of a replaced key is the end of the overlap, and never later than it was', () => {
    fc.assert(
      fc.property(maybe, fc.integer({ min: 0, max: 168 }), (expiresAt, hours) => {
        const ends = expiryOfReplaced({ expiresAt }, hours, now);
        expect(ends.getTime()).toBeLessThanOrEqual(now.getTime() + hours * HOUR_MS);
        if (expiresAt === null) expect(ends).toEqual(inMs(hours * HOUR_MS));
        else expect(ends.getTime()).toBeLessThanOrEqual(expiresAt.getTime());
      }),
    );
  });
});

describe('the scopes of an API key', () => {
  it('are given by those who hold every one of them', () => {
    fc.assert(
      fc.property(fc.subarray(ALL_PERMISSIONS), fc.subarray(ALL_PERMISSIONS), (scopes, held) => {
        const isHeld = scopes.every((scope) => held.includes(scope));
        expect(codeOf(() => assertHeld(scopes, held))).toBe(isHeld ? null : 'scope_not_held');
      }),
    );
  });
});

function codeOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as Problem).code;
  }
}
