export const FIRST_RETRY_MS = 500;
export const LONGEST_RETRY_MS = 30_000;
export const GIVE_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** Milliseconds to wait after this many failed attempts: 0.5 s, doubling, at most 30 s. */
export function retryDelayMs(failedAttempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(failedAttempts - 1, 16), LONGEST_RETRY_MS);
}

/** Whether Meta would still retry something that it first emitted at `emittedAtMs`. */
export function isWorthRetrying(emittedAtMs: number, nowMs: number): boolean {
  return nowMs - emittedAtMs < GIVE_UP_AFTER_MS;
}
