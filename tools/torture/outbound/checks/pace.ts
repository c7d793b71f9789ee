import type { Jam, SendingEvidence } from '../evidence/evidence.ts';

/**
 * What arrives within so long was sent within a second, unless what came first was 300 ms longer under way than what
 * came last: that much a busy machine may do.
 */
const SURELY_A_SECOND_MS = 700;
/** What was held back comes at once, and what follows close behind it. */
const AFTER_A_JAM_MS = 1_500;

/** O3: never more than the number may, also when one sender takes over from another. */
export function tooFast({ told, limits, jams }: SendingEvidence): unknown[] {
  return [...limits].flatMap(([phoneNumberId, limit]) => {
    const arrivals = told.arrivals.get(phoneNumberId) ?? [];
    const { most, atMs } = busiest(arrivals, SURELY_A_SECOND_MS, jams);
    return most > limit ? [{ phoneNumberId, limit, most, atMs }] : [];
  });
}

/** The most that came within so long, but for what a jam held back, and when that began. */
export function busiest(
  arrivals: readonly number[],
  spanMs: number,
  jams: readonly Jam[],
): { most: number; atMs: number } {
  const inOrder = arrivals.filter((atMs) => !isJammed(atMs, jams)).sort((one, other) => one - other);
  let found = { most: 0, atMs: 0 };
  let first = 0;
  inOrder.forEach((atMs, index) => {
    while ((inOrder[first] ?? atMs) <= atMs - spanMs) first += 1;
    const most = index - first + 1;
    if (most > found.most) found = { most, atMs: inOrder[first] ?? atMs };
  });
  return found;
}

function isJammed(atMs: number, jams: readonly Jam[]): boolean {
  return jams.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs + AFTER_A_JAM_MS);
}
