const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** How long to wait after the n-th failed attempt (n from 1): 1 s, doubling, at most 60 s, full jitter. */
export function backoffMs(failedAttempts: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failedAttempts - 1));
  return Math.round(ceiling * random());
}
