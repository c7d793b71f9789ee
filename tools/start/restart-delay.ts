export const FIRST_DELAY_MS = 100;
export const LONGEST_DELAY_MS = 5_000;
export const HEALTHY_AFTER_MS = 30_000;

/**
 * How long to wait before the next attempt: at once after a long healthy life, then doubling, so that a process that
 * cannot run does not eat the machine and one that can is back within seconds.
 * @param failures how often in a row it ended without having been healthy for long
 */
export function restartDelayMs(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, failures), LONGEST_DELAY_MS);
}

/** The count of failures in a row after one more end. */
export function countFailures(before: number, livedMs: number): number {
  return livedMs >= HEALTHY_AFTER_MS ? 0 : before + 1;
}
