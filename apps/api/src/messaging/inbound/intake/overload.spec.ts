import fc from 'fast-check';
import {
  IntakeLoad,
  MAX_SLOW_MS,
  MAX_WAIT_MS,
  MAX_WAITING_BYTES,
  MAX_WAITING_REQUESTS,
  overloadOf,
} from './overload';

const NOTHING: IntakeLoad = { requests: 0, bytes: 0, oldestWaitMs: 0, slowForMs: 0, isStopping: false };

const load = fc.record({
  requests: fc.nat(2 * MAX_WAITING_REQUESTS),
  bytes: fc.nat(2 * MAX_WAITING_BYTES),
  oldestWaitMs: fc.double({ min: 0, max: 2 * MAX_WAIT_MS, noNaN: true }),
  slowForMs: fc.double({ min: 0, max: 2 * MAX_SLOW_MS, noNaN: true }),
  isStopping: fc.boolean(),
});

describe('the intake is overloaded', () => {
  it('not while nothing is to be done', () => expect(overloadOf(NOTHING)).toBeUndefined());

  it.each<[string, Partial<IntakeLoad>, string | undefined]>([
    ['1,999 requests', { requests: 1_999 }, undefined],
    ['2,000 requests', { requests: 2_000 }, 'too_many'],
    ['a byte less than 64 MB', { bytes: 64 * 1024 * 1024 - 1 }, undefined],
    ['64 MB', { bytes: 64 * 1024 * 1024 }, 'too_large'],
    ['one that has waited for 1.5 s', { oldestWaitMs: 1_500 }, undefined],
    ['one that has waited longer than 1.5 s', { oldestWaitMs: 1_500.1 }, 'too_slow'],
    ['an event loop that was slow for almost 3 s', { slowForMs: 2_999 }, undefined],
    ['an event loop that was slow for 3 s', { slowForMs: 3_000 }, 'no_time'],
    ['a process that stops', { isStopping: true }, 'stopping'],
  ])('with %s', (_what, part, expected) => {
    expect(overloadOf({ ...NOTHING, ...part })).toBe(expected);
  });

  it('by each of its measures alone, and by nothing else', () => {
    fc.assert(
      fc.property(load, (one) => {
        const alone = (Object.keys(one) as (keyof IntakeLoad)[]).map((name) =>
          overloadOf({ ...NOTHING, [name]: one[name] }),
        );
        const reasons = alone.filter((reason) => reason !== undefined);
        const whole = overloadOf(one);
        if (reasons.length === 0) expect(whole).toBeUndefined();
        else expect(reasons).toContain(whole);
      }),
    );
  });

  it('never less because there is more to do', () => {
    fc.assert(
      fc.property(load, load, (one, more) => {
        const both: IntakeLoad = {
          requests: one.requests + more.requests,
          bytes: one.bytes + more.bytes,
          oldestWaitMs: Math.max(one.oldestWaitMs, more.oldestWaitMs),
          slowForMs: Math.max(one.slowForMs, more.slowForMs),
          isStopping: one.isStopping || more.isStopping,
        };
        if (overloadOf(one) !== undefined) expect(overloadOf(both)).toBeDefined();
      }),
    );
  });
});
