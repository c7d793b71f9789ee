import fc from 'fast-check';
import { afterUnknown, NextStep, nextStepOf, Try, UnknownOutcome } from './next-step';
import { SendAnswer } from '../../communication-adapter';

const HOUR = 3_600_000;
const failure = { code: '1', reason: 'because' };
const FIRST: Try = { attempts: 1, createdAtMs: 0, nowMs: 1_000, random: () => 1 };

const throttled = (
  scope: 'channel' | 'account' | 'pair' | 'app',
  retryAfterMs: number | null = null,
): SendAnswer => ({
  kind: 'throttled',
  failure,
  scope,
  retryAfterMs,
});

const TABLE: [string, SendAnswer, NextStep][] = [
  ['was accepted', { kind: 'accepted', providerMessageId: 'a' }, { kind: 'sent' }],
  ['was refused', { kind: 'refused', failure }, { kind: 'failed' }],
  ['the person does not want', { kind: 'opted_out', failure }, { kind: 'failed' }],
  ['nobody knows', { kind: 'unknown', failure }, { kind: 'unknown' }],
  ['was too fast for its number', throttled('channel'), { kind: 'again', afterMs: 1_000, counted: false }],
  ['was too fast for its recipient', throttled('pair'), { kind: 'again', afterMs: 1_000, counted: false }],
  [
    'was too much for the account',
    throttled('account'),
    { kind: 'held', scope: 'account', probeAfterMs: 60_000 },
  ],
  ['was too much for the app', throttled('app'), { kind: 'held', scope: 'app', probeAfterMs: 60_000 }],
  [
    'may be tried when the provider says',
    throttled('pair', 7_000),
    { kind: 'again', afterMs: 7_000, counted: false },
  ],
  ['may be tried at once', throttled('channel', 0), { kind: 'again', afterMs: 0, counted: false }],
  ['may be tried in the past', throttled('channel', -5), { kind: 'again', afterMs: 0, counted: false }],
  [
    'holds the app for as long as the provider says',
    throttled('app', 7_000),
    { kind: 'held', scope: 'app', probeAfterMs: 7_000 },
  ],
  [
    'holds the account for no longer than a quarter of an hour',
    throttled('account', 12 * HOUR),
    { kind: 'held', scope: 'account', probeAfterMs: HOUR / 4 },
  ],
  [
    'met a maintenance of 1 min',
    { kind: 'unavailable', failure, scope: 'channel', pauseMs: 60_000 },
    { kind: 'held', scope: 'channel', probeAfterMs: 60_000 },
  ],
  [
    'met a maintenance of an hour',
    { kind: 'unavailable', failure, scope: 'channel', pauseMs: HOUR },
    { kind: 'held', scope: 'channel', probeAfterMs: 120_000 },
  ],
  ...(['channel', 'account'] as const).map((scope): [string, SendAnswer, NextStep] => [
    `met a blocked ${scope}`,
    { kind: 'blocked', failure, scope },
    { kind: 'held', scope: 'channel', probeAfterMs: 300_000 },
  ]),
  [
    'met a template that is paused',
    { kind: 'blocked', failure, scope: 'template' },
    { kind: 'held', scope: 'template', probeAfterMs: 900_000 },
  ],
  [
    'is wanted in a day',
    { kind: 'later', failure, afterMs: 24 * HOUR },
    { kind: 'again', afterMs: 24 * HOUR, counted: true },
  ],
  [
    'was wanted in the past',
    { kind: 'later', failure, afterMs: -1 },
    { kind: 'again', afterMs: 0, counted: true },
  ],
  ['was not handed over', { kind: 'not_sent', failure }, { kind: 'again', afterMs: 1_000, counted: true }],
];

const scoped = fc.constantFrom('channel' as const, 'account' as const);
const throttledScope = fc.constantFrom('channel', 'pair', 'account', 'app');
const answer: fc.Arbitrary<SendAnswer> = fc.oneof(
  fc.constant<SendAnswer>({ kind: 'accepted', providerMessageId: 'a' }),
  fc
    .constantFrom('refused' as const, 'opted_out' as const, 'not_sent' as const, 'unknown' as const)
    .map((kind): SendAnswer => ({ kind, failure })),
  fc
    .tuple(scoped, fc.option(fc.integer({ min: -HOUR, max: 100 * HOUR })))
    .map(([scope, ms]) => throttled(scope, ms)),
  fc.nat(HOUR).map((pauseMs): SendAnswer => ({ kind: 'unavailable', failure, scope: 'channel', pauseMs })),
  scoped.map((scope): SendAnswer => ({ kind: 'blocked', failure, scope })),
  fc.nat(72 * HOUR).map((afterMs): SendAnswer => ({ kind: 'later', failure, afterMs })),
);
const made = fc
  .record({
    attempts: fc.integer({ min: 1, max: 50 }),
    age: fc.nat(48 * HOUR),
    drawn: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  .map(({ attempts, age, drawn }): Try => ({
    attempts,
    createdAtMs: 500,
    nowMs: 500 + age,
    random: () => drawn,
  }));

describe('the step after a try that', () => {
  it.each(TABLE)('%s', (_what, one, step) => expect(nextStepOf(one, FIRST)).toEqual(step));

  it('was not handed over comes after 1 s and 2 s, and then by itself every 5 min', () => {
    const steps = [1, 2, 3, 4].map((attempts) =>
      nextStepOf({ kind: 'not_sent', failure }, { ...FIRST, attempts }),
    );
    const held = { kind: 'held', scope: 'message', probeAfterMs: 300_000 };
    expect(steps).toEqual([
      { kind: 'again', afterMs: 1_000, counted: true },
      { kind: 'again', afterMs: 2_000, counted: true },
      held,
      held,
    ]);
  });

  it('was not handed over comes at any time of the pause, so that a crowd does not come back at once', () => {
    const after = [0, 0.25, 0.5].map((drawn) =>
      nextStepOf({ kind: 'not_sent', failure }, { ...FIRST, attempts: 2, random: () => drawn }),
    );
    expect(after).toMatchObject([{ afterMs: 0 }, { afterMs: 500 }, { afterMs: 1_000 }]);
  });

  it('the provider put off twice is a failure', () => {
    const later: SendAnswer = { kind: 'later', failure, afterMs: 24 * HOUR };
    expect(nextStepOf(later, { ...FIRST, attempts: 2, nowMs: 25 * HOUR })).toEqual({ kind: 'failed' });
  });

  it('the provider put off is waited for however old the message is', () => {
    const later: SendAnswer = { kind: 'later', failure, afterMs: 72 * HOUR };
    expect(nextStepOf(later, { ...FIRST, nowMs: 30 * HOUR })).toMatchObject({ kind: 'again' });
  });

  it.each<[string, SendAnswer]>([
    ['was throttled', throttled('channel')],
    ['met a maintenance', { kind: 'unavailable', failure, scope: 'channel', pauseMs: 60_000 }],
    ['met a block', { kind: 'blocked', failure, scope: 'account' }],
    ['was not handed over', { kind: 'not_sent', failure }],
  ])('%s is a failure once the message is a day old', (_what, one) => {
    const aged = (nowMs: number) => nextStepOf(one, { ...FIRST, createdAtMs: 1_000, nowMs });
    expect(aged(24 * HOUR + 999).kind).not.toBe('failed');
    expect(aged(24 * HOUR + 1_000)).toEqual({ kind: 'failed' });
  });

  it('may have gone out is never made again by itself', () => {
    fc.assert(
      fc.property(made, (one) => {
        expect(nextStepOf({ kind: 'unknown', failure }, one)).toEqual({ kind: 'unknown' });
        expect(nextStepOf({ kind: 'accepted', providerMessageId: 'a' }, one)).toEqual({ kind: 'sent' });
      }),
    );
  });

  it('is made again is so after a time that is neither negative nor without end', () => {
    fc.assert(
      fc.property(answer, made, (one, how) => {
        const step = nextStepOf(one, how);
        const ms = step.kind === 'again' ? step.afterMs : step.kind === 'held' ? step.probeAfterMs : 0;
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(72 * HOUR);
      }),
    );
  });

  it('is made again ends: three counted tries at most, and nothing that waits after a day', () => {
    fc.assert(
      fc.property(answer, made, (one, how) => {
        const step = nextStepOf(one, how);
        if (step.kind === 'again' && step.counted) expect(how.attempts).toBeLessThan(3);
        const isOld = how.nowMs - how.createdAtMs >= 24 * HOUR;
        if (isOld && one.kind !== 'later') expect(['sent', 'failed', 'unknown']).toContain(step.kind);
      }),
    );
  });

  it('was throttled is never counted', () => {
    fc.assert(
      fc.property(throttledScope, fc.option(fc.nat(HOUR)), made, (scope, ms, how) => {
        const step = nextStepOf(throttled(scope, ms), how);
        const isWide = scope === 'account' || scope === 'app';
        if (step.kind === 'again')
          expect({ isWide, counted: step.counted }).toEqual({ isWide: false, counted: false });
        else if (step.kind === 'held') expect({ isWide, scope: step.scope }).toEqual({ isWide: true, scope });
        else expect(step).toEqual({ kind: 'failed' });
      }),
    );
  });
});

const OPEN: UnknownOutcome = {
  purpose: 'reply',
  unknownSinceMs: 0,
  nowMs: 60_000,
  intakeHealthySinceMs: -HOUR,
  resends: 0,
  policy: 'at_least_once',
};

describe('a message of which nobody knows whether it went out', () => {
  it.each<[string, Partial<UnknownOutcome>, ReturnType<typeof afterUnknown>]>([
    ['waits for a minute', { nowMs: 59_999 }, 'wait'],
    ['is sent again after it', {}, 'resend'],
    ['is sent again once', { resends: 1 }, 'final'],
    ['is not sent again where the tenant wants it at most once', { policy: 'at_most_once' }, 'final'],
    ['is not sent again as part of a broadcast', { purpose: 'broadcast' }, 'final'],
    ['waits while no webhook comes in', { nowMs: 10 * HOUR, intakeHealthySinceMs: null }, 'wait'],
    [
      'waits for a minute after webhooks come in again',
      { nowMs: 100_000, intakeHealthySinceMs: 40_001 },
      'wait',
    ],
    ['does not wait longer than that minute', { nowMs: 100_000, intakeHealthySinceMs: 40_000 }, 'resend'],
  ])('%s', (_what, part, expected) => expect(afterUnknown({ ...OPEN, ...part })).toBe(expected));

  const outcome: fc.Arbitrary<UnknownOutcome> = fc.record({
    purpose: fc.constantFrom('reply', 'broadcast'),
    unknownSinceMs: fc.nat(HOUR),
    nowMs: fc.nat(2 * HOUR),
    intakeHealthySinceMs: fc.option(fc.nat(2 * HOUR)),
    resends: fc.nat(3),
    policy: fc.constantFrom('at_most_once', 'at_least_once'),
  });

  it('is never sent a third time, nor again where it may go out only once', () => {
    fc.assert(
      fc.property(outcome, (one) => {
        if (afterUnknown(one) !== 'resend') return;
        expect(one).toMatchObject({ purpose: 'reply', policy: 'at_least_once', resends: 0 });
      }),
    );
  });

  it('is decided only after a whole minute in which a status could have come', () => {
    fc.assert(
      fc.property(outcome, (one) => {
        const { unknownSinceMs, intakeHealthySinceMs, nowMs } = one;
        const couldHear =
          intakeHealthySinceMs === null ? -1 : nowMs - Math.max(unknownSinceMs, intakeHealthySinceMs);
        expect(afterUnknown(one) === 'wait').toBe(couldHear < 60_000);
      }),
    );
  });
});
