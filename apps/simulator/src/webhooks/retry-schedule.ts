import type { RetryDelays } from '../settings';

export const USUAL_RETRY_DELAYS_MS: RetryDelays = { first: 500, longest: 30_000 };
export const GIVE_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** Milliseconds to wait after this many failed attempts: 0.5 s, doubling, at most 30 s, unless told otherwise. */
export function retryDelayMs(failedAttempts: number, { first, longest } = USUAL_RETRY_DELAYS_MS): number {
  return Math.min(first * 2 ** Math.min(failedAttempts - 1, 16), longest);
}

/** Whether Meta would still retry something that it first emitted at `emittedAtMs`. */
export function isWorthRetrying(emittedAtMs: number, nowMs: number): boolean {
  return nowMs - emittedAtMs < GIVE_UP_AFTER_MS;
}
