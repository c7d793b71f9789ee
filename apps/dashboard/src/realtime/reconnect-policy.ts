const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/**
 * How long to wait before the n-th attempt in a row (n from 1) to reach the event stream, in milliseconds.
 * Doubles up to 15 s; half of it is random, so that a restarted API is not met by all tabs at once.
 */
export function delayBeforeAttempt(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
