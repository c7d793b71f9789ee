import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_BYTES = 50 * 1024 * 1024;
const CHECK_EVERY_MS = 60_000;

/** Keeps each log below 50 MB, with one predecessor. Their writers append, so they go on at the new end. */
export function keepLogsSmall(folder: string): void {
  trimLogs(folder, LARGEST_BYTES);
  setInterval(() => trimLogs(folder, LARGEST_BYTES), CHECK_EVERY_MS).unref();
}

export function trimLogs(folder: string, largestBytes: number): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.log'))) {
    const path = join(folder, name);
    if (statSync(path).size <= largestBytes) continue;
    try {
      copyFileSync(path, `${path}.1`);
    } catch {
      // On a full disk the old lines are worth less than the space.
    }
    truncateSync(path);
  }
}
