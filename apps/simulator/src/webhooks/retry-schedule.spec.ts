import { isWorthRetrying, retryDelayMs } from './retry-schedule';

describe('the retries of a webhook', () => {
  it('begin after half a second, double, and stay at 30 seconds', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((attempts) => retryDelayMs(attempts));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('can be told another schedule', () => {
    const schedule = { first: 100, longest: 1_000 };
    expect([1, 2, 4, 5, 50].map((attempts) => retryDelayMs(attempts, schedule))).toEqual([
      100, 200, 800, 1_000, 1_000,
    ]);
  });

  it('end after seven days', () => {
    const sevenDays = 7 * 24 * 3_600_000;
    expect(isWorthRetrying(0, sevenDays - 1)).toBe(true);
    expect(isWorthRetrying(0, sevenDays)).toBe(false);
  });
});
