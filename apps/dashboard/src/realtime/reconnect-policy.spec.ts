import fc from 'fast-check';
import { delayBeforeAttempt } from './reconnect-policy';

describe('waiting before the event stream is opened again', () => {
  it('is short at first and doubles', () => {
    expect([1, 2, 3, 4].map((attempt) => delayBeforeAttempt(attempt, () => 1))).toEqual([
      500, 1000, 2000, 4000,
    ]);
  });

  it('is spread by chance over the upper half', () => {
    expect(delayBeforeAttempt(3, () => 0)).toBe(1000);
    expect(delayBeforeAttempt(3, () => 1)).toBe(2000);
  });

  it('is never zero and never longer than 15 s, however long the API is away', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const delay = delayBeforeAttempt(attempt, () => chance);
        return delay >= 250 && delay <= 15_000;
      }),
    );
  });
});
