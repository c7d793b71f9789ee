import type { ChannelHealth } from '@parley/api-client';
import fc from 'fast-check';
import {
  checkName,
  expiryWords,
  lagWords,
  limitWords,
  peopleOf,
  qualityWords,
  remedyFor,
  statusOf,
  summaryOf,
  throughputWords,
} from './channel-words';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const inDays = (days: number) => new Date(NOW + days * 24 * 3_600_000).toISOString();
const health = (code: string | null) =>
  ({ healthy: code === null, trouble: code === null ? null : { code } }) as ChannelHealth;

describe('the messaging limit in plain words', () => {
  it.each([
    ['TIER_250', 0, 'Up to 250 new people per day'],
    ['TIER_2K', 312, 'Up to 2,000 new people per day · 312 used'],
    ['TIER_100K', 4_001, 'Up to 100,000 new people per day · 4,001 used'],
    ['TIER_UNLIMITED', 7, 'As many new people per day as you like'],
    ['TIER_10K', undefined, 'Up to 10,000 new people per day'],
  ])('of %s with %s used', (tier, used, words) => expect(limitWords(tier, used)).toBe(words));

  it.each([null, '', 'TIER_', 'TIER_NOT_SET', '2000'])('is left out where Meta says %s', (tier) =>
    expect(limitWords(tier, 3)).toBeNull(),
  );

  it('counts as many people as the tier says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (size) => {
        expect(peopleOf(`TIER_${size}`)).toBe(size);
        expect(peopleOf(`TIER_${size}K`)).toBe(size * 1_000);
      }),
    );
  });
});

describe('how a number is', () => {
  it('is nothing until Meta was asked', () => expect(statusOf({ held: null }, undefined)).toBeNull());

  it('is first that it cannot send, whatever its health was', () => {
    const held = {} as NonNullable<Parameters<typeof statusOf>[0]['held']>;
    expect(statusOf({ held }, health(null))?.word).toBe('Cannot send now');
  });

  it('tells a token that is over from a number that Meta could not be asked about', () => {
    expect(statusOf({ held: null }, health(null))).toEqual({ tone: 'good', word: 'Connected' });
    expect(statusOf({ held: null }, health('auth_expired'))?.tone).toBe('danger');
    expect(statusOf({ held: null }, health('timeout'))).toEqual({ tone: 'warning', word: 'Not known' });
  });

  it.each([
    ['GREEN', 'good'],
    ['YELLOW', 'warning'],
    ['RED', 'danger'],
    ['UNKNOWN', 'plain'],
    [null, 'plain'],
  ])('has words for the quality %s', (quality, tone) => expect(qualityWords(quality).tone).toBe(tone));
});

describe('the end of an access token', () => {
  it('is said when it is near or over, and not before', () => {
    expect(expiryWords(null, NOW)).toBeNull();
    expect(expiryWords(inDays(15), NOW)).toBeNull();
    expect(expiryWords(inDays(14), NOW)).toEqual({ tone: 'warning', word: 'Ends in 14 days' });
    expect(expiryWords(inDays(3), NOW)).toEqual({ tone: 'warning', word: 'Ends in 3 days' });
    expect(expiryWords(inDays(0), NOW)).toEqual({ tone: 'danger', word: 'Has ended' });
  });
});

describe('what is said of a number', () => {
  it.each([
    [0, 'Under 2 seconds'],
    [1_999, 'Under 2 seconds'],
    [2_400, '2 seconds'],
    [119_000, '119 seconds'],
    [600_000, '10 minutes'],
    [3 * 3_600_000, '3 hours'],
  ])('names a lag of %i ms', (ms, words) => expect(lagWords(ms)).toBe(words));

  it('names how fast it sends', () => {
    expect(throughputWords(80, 'STANDARD')).toBe('80 messages a second');
    expect(throughputWords(1, null)).toBe('1 message a second');
    expect(throughputWords(1_000, 'HIGH')).toBe('1,000 messages a second, high throughput at Meta');
  });

  it('calls a check that nobody has heard of by its own name', () => {
    expect(checkName('subscribed_app')).toBe('Messages are sent to us');
    expect(checkName('new_check')).toBe('New check');
  });
});

describe('what the doctor found', () => {
  it('can be mended here where there is something to press, and only where something is wrong', () => {
    const found = (check: string, fix: string | null, verdict: 'ok' | 'fault' | 'unknown' = 'fault') =>
      remedyFor({ check, verdict, fix });
    const override = 'Choose Subscribe, which takes that address away.';
    expect(found('access_token', 'Make a new access token.')).toBe('replaceToken');
    expect(found('subscribed_app', 'Choose Subscribe.')).toBe('subscribe');
    expect(found('callback_address', override)).toBe('subscribe');
    expect(found('callback_address', 'Enter our address in the app dashboard.')).toBeNull();
    expect(found('number_state', 'Register it with its PIN.')).toBe('register');
    expect(found('number_state', 'Ask for a code, give the code, then register it with its PIN.')).toBe(
      'register',
    );
    expect(found('number_state', 'Ask for a review in WhatsApp Manager.')).toBeNull();
    expect(found('subscribed_app', null, 'ok')).toBeNull();
    expect(found('access_token', null, 'unknown')).toBeNull();
  });

  it('is counted, the worst first', () => {
    expect(summaryOf(['ok', 'ok'])).toBe('All 2 are fine.');
    expect(summaryOf(['ok', 'warning', 'fault', 'unknown', 'fault'])).toBe(
      '2 not right, 1 to look at, 1 not known, 1 fine.',
    );
  });
});
