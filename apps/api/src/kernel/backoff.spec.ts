import fc from 'fast-check';
import { backoffMs } from './backoff';

const attempts = fc.integer({ min: 1, max: 10_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the pause after a failed attempt', () => {
  it('is never negative, never above 60 s, and whole milliseconds', () => {
    fc.assert(
      fc.property(attempts, random, (failedAttempts, drawn) => {
        const pause = backoffMs(failedAttempts, () => drawn);
        expect(Number.isInteger(pause)).toBe(true);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('never shrinks with another attempt', () => {
    fc.assert(
      fc.property(attempts, random, (failedAttempts, drawn) => {
        expect(backoffMs(failedAttempts + 1, () => drawn)).toBeGreaterThanOrEqual(
          backoffMs(failedAttempts, () => drawn),
        );
      }),
    );
  });

  it('doubles from 1 s up to 60 s', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8].map((failedAttempts) => backoffMs(failedAttempts, () => 1));
    expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('is spread over the whole range, so that a crowd does not come back at once', () => {
    expect([0, 0.25, 0.5, 1].map((drawn) => backoffMs(3, () => drawn))).toEqual([0, 1_000, 2_000, 4_000]);
  });
});
