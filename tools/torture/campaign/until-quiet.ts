import type { Lab } from '../lab/lab.ts';
import { wait } from '../wait.ts';

const STAYS_QUIET_MS = 1_500;
const LOOK_EVERY_MS = 250;

/**
 * Since when no webhook and nothing of the database waits any more, once that has stayed so; undefined when it was not
 * so before `deadline`. Both are milliseconds since 1970.
 */
export async function untilQuiet(
  lab: Lab,
  deadline: number,
  readUnfinished: () => Promise<Record<string, number>>,
  doing: (what: string) => void,
): Promise<number | undefined> {
  let quietSince: number | undefined;
  while (Date.now() < deadline) {
    const { waiting } = await lab.simulator.state();
    const unfinished = await readUnfinished();
    doing(`${waiting} webhooks, ${JSON.stringify(unfinished)}`);
    if (waiting > 0 || Object.keys(unfinished).length > 0) quietSince = undefined;
    else quietSince ??= Date.now();
    // A status may still be on its way out of the simulator: quiet is what stays so.
    if (quietSince !== undefined && Date.now() - quietSince > STAYS_QUIET_MS) return quietSince;
    await wait(LOOK_EVERY_MS, lab.signal);
  }
  return undefined;
}
