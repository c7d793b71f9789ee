import { LONGEST_DELAY_MS, countFailures, restartDelayMs } from './restart-delay.ts';

describe('the wait before a restart', () => {
  it('begins at 100 ms and doubles up to 5 s', () => {
    expect([0, 1, 2, 3, 4, 5].map(restartDelayMs)).toEqual([100, 200, 400, 800, 1_600, 3_200]);
    expect(restartDelayMs(6)).toBe(LONGEST_DELAY_MS);
    expect(restartDelayMs(1_000)).toBe(LONGEST_DELAY_MS);
  });

  it('starts over after 30 healthy seconds', () => {
    expect(countFailures(7, 29_999)).toBe(8);
    expect(countFailures(7, 30_000)).toBe(0);
  });
});
