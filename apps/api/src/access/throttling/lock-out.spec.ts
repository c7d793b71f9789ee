import fc from 'fast-check';
import { lockOutSeconds } from './lock-out';

describe('a lock-out', () => {
  it('takes a quarter of an hour, then twice as long each time, and four hours at most', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 100].map((count) => lockOutSeconds(count) / 60);
    expect(minutes).toEqual([15, 30, 60, 120, 240, 240, 240]);
  });

  it('never gets shorter, whatever it is counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 10_000 }), (count) => {
        expect(lockOutSeconds(count + 1)).toBeGreaterThanOrEqual(lockOutSeconds(count));
        expect(lockOutSeconds(count)).toBeGreaterThanOrEqual(900);
      }),
    );
  });
});
