import type { Lab, Victim } from '../lab/lab.ts';
import type { Tally } from '../tally.ts';

const DIES_WITHIN_MS = 30_000;
const SELDOM_DIES_WITHIN_MS = 90_000;
/** Work that comes seldom: the other worker must not be there to take it. */
const SELDOM = /^(media|replay)\./;

/**
 * Starts the process anew with a point armed and waits until it died there; the next start, armed with the next point,
 * is its recovery from this one. In the end it runs with none.
 */
export async function crashAtEach(
  lab: Lab,
  victim: Victim,
  crashes: readonly { point: string; hit: number }[],
  tally: Tally,
  onNext: (words: string) => void,
): Promise<void> {
  const process = lab.process(victim);
  const other = lab.process('worker-2');
  for (const { point, hit } of crashes) {
    lab.signal.throwIfAborted();
    const words = `${point}:${hit}`;
    onNext(words);
    const isSeldom = SELDOM.test(point);
    if (isSeldom) await other.kill();
    await process.kill();
    await process.start({ CRASH_POINT: words });
    const end = await process.ends(isSeldom ? SELDOM_DIES_WITHIN_MS : DIES_WITHIN_MS);
    tally.add(words, end?.signal === 'SIGKILL' && !end.byUs);
    await other.start();
  }
  onNext('');
  await process.kill();
  await process.start();
}
