import { builtModule } from '../lab/built-module.ts';
import type { Lab, Victim } from '../lab/lab.ts';
import type { Tally } from '../tally.ts';
import { wait } from '../wait.ts';

/** One death that is wanted: at the n-th passing of a point. */
export interface Crash {
  point: string;
  hit: number;
  /** Whether the other worker must be away, so as not to take the work. */
  isAlone: boolean;
  withinMs: number;
  /**
   * It runs for so long before, with nothing coming back from Graph, so that its death leaves messages of every number on
   * their way for the next start to find.
   */
  runsBeforeMs?: number;
}

export const wordsOf = ({ point, hit }: Pick<Crash, 'point' | 'hit'>): string => `${point}:${hit}`;

/**
 * Starts the process anew with a point armed and waits until it died there; the next start, armed with the next point,
 * is its recovery from this one. In the end it runs with none, and so does the other worker.
 */
export async function crashAtEach(
  lab: Lab,
  { victim, other }: { victim: Victim; other?: Victim },
  crashes: readonly Crash[],
  tally: Tally,
  onNext: (words: string) => void,
): Promise<void> {
  const process = lab.process(victim);
  const helper = other && lab.process(other);
  for (const crash of crashes) {
    lab.signal.throwIfAborted();
    const words = wordsOf(crash);
    onNext(words);
    if (crash.isAlone) await helper?.kill();
    else await helper?.start();
    if (crash.runsBeforeMs !== undefined) await dieWithSomethingUnderWay(lab, victim, crash.runsBeforeMs);
    await process.kill();
    await process.start({ CRASH_POINT: words });
    const end = await process.ends(crash.withinMs);
    tally.add(words, end?.signal === 'SIGKILL' && !end.byUs);
  }
  onNext('');
  await process.kill();
  await Promise.all([process.start(), helper?.start()]);
}

async function dieWithSomethingUnderWay(lab: Lab, victim: Victim, afterMs: number): Promise<void> {
  const graph = lab.graph(victim);
  graph.blackhole();
  await lab.process(victim).start();
  await wait(afterMs, lab.signal);
  await lab.process(victim).kill();
  // What was held back never arrives.
  graph.reset();
  graph.endBlackhole();
}

/** The names that the built product knows. */
export function knownCrashPoints(projectRoot: string): string[] {
  return builtModule<{ CRASH_POINTS: string[] }>(projectRoot, 'kernel/crash-points').CRASH_POINTS;
}
