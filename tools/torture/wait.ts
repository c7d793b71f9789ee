import { setTimeout as pause } from 'node:timers/promises';
import { Stopped } from '../trouble/trouble.ts';

/** Waits, unless the operator stops everything. @throws Stopped */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {
    throw new Stopped();
  });
}
