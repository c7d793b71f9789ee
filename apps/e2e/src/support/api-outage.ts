import { setTimeout as pause } from 'node:timers/promises';
import type { Instance } from './instance.ts';

const LOOK_AGAIN_MS = 20;

/** Kills the api, and every one that the launcher brings back, until `end` is called. */
export function beginApiOutage(instance: Instance): { end: () => Promise<void> } {
  let lasts = true;
  const killing = (async () => {
    let killed: number | undefined;
    while (lasts) {
      const pid = instance.pidOf('api');
      if (pid !== undefined && pid !== killed) {
        process.kill(pid, 'SIGKILL');
        killed = pid;
      }
      await pause(LOOK_AGAIN_MS);
    }
  })();
  return {
    end: async () => {
      lasts = false;
      await killing;
    },
  };
}
