import type { Lab, Victim } from '../lab/lab.ts';
import { wait } from '../wait.ts';

const LOOK_MS = 500;
/** Whoever died with the leases is followed by somebody else within 6 s. */
const SENDS_WITHIN_MS = 20_000;
const WORKERS: readonly Victim[] = ['worker-1', 'worker-2'];

/** The connections of whoever sends; answers whether there were any. */
export async function resetToGraph(lab: Lab): Promise<boolean> {
  const sender = await whoSends(lab);
  return sender !== undefined && lab.graph(sender).reset() > 0;
}

/** Connections are reset, and new ones too; answers whether there were any. */
export async function noWayToGraph(lab: Lab, forMs: number): Promise<boolean> {
  const sender = await whoSends(lab);
  if (sender === undefined) return false;
  const were = lab.graph(sender).shut();
  await wait(forMs, lab.signal);
  lab.graph(sender).endShut();
  return were > 0;
}

/** What is sent is swallowed, and arrives when it is over; answers whether anything was. */
export async function blackholeToGraph(lab: Lab, forMs: number): Promise<boolean> {
  const sender = await whoSends(lab);
  if (sender === undefined) return false;
  const graph = lab.graph(sender);
  graph.blackhole();
  await wait(forMs, lab.signal);
  const before = graph.passed;
  graph.endBlackhole();
  return graph.passed > before;
}

/** The process that holds leases goes on after so long as if nothing had been. */
export async function freezeWhoSends(lab: Lab, forMs: number): Promise<boolean> {
  const sender = await whoSends(lab);
  if (sender === undefined) return false;
  const process = lab.process(sender);
  process.freeze();
  await wait(forMs, lab.signal);
  process.thaw();
  return process.isRunning;
}

/** Waits until somebody sends; undefined when nobody does for long. */
async function whoSends(lab: Lab): Promise<Victim | undefined> {
  const deadline = Date.now() + SENDS_WITHIN_MS;
  while (Date.now() < deadline) {
    const before = new Map(WORKERS.map((victim) => [victim, lab.graph(victim).passed]));
    await wait(LOOK_MS, lab.signal);
    const bytesOf = (victim: Victim): number => lab.graph(victim).passed - (before.get(victim) ?? 0);
    const [busiest] = [...WORKERS].sort((one, other) => bytesOf(other) - bytesOf(one));
    if (busiest !== undefined && bytesOf(busiest) > 0) return busiest;
  }
  return undefined;
}
