import { MAX_RATE_PER_SECOND } from './replays.dto';
import { NextLetter } from './replay-queue.repository';

/** All replays together, so that live traffic does not feel them (facts/reliability.md C5). */
export const OF_ALL_PER_SECOND = MAX_RATE_PER_SECOND;
const TURNS_PER_SECOND = 10;
/** So often is a letter begun in one replay before it is put back. */
export const ATTEMPTS = 3;

/** How many letters are taken at once at that rate: a tenth of a second's, so that there are no bursts. */
export const lettersAtOnce = (ratePerSecond: number): number =>
  Math.max(1, Math.ceil(ratePerSecond / TURNS_PER_SECOND));

/** Of letters in order: those that nobody has begun, or else the first alone, since somebody failed or died with it. */
export function chosenOf(letters: readonly NextLetter[]): readonly NextLetter[] {
  const fresh = letters.filter(({ attempts }) => attempts === 0);
  return fresh.length > 0 ? fresh : letters.slice(0, 1);
}
