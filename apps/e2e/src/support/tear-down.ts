import { existsSync } from 'node:fs';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** After the last journey. Pictures of failures stay, with the logs that belong to them. */
export default async function tearDown(): Promise<void> {
  if (!globalThis.parleyOfJourneys) return;
  const { launched, folder } = globalThis.parleyOfJourneys;
  try {
    await launched.stop();
  } finally {
    const failures = join(folder, 'failures');
    if (existsSync(failures))
      await cp(join(launched.instance.home, 'logs'), join(failures, 'logs'), { recursive: true });
    for (const name of await readdir(folder)) {
      if (join(folder, name) !== failures) await rm(join(folder, name), { recursive: true, force: true });
    }
    if (!existsSync(failures)) await rm(folder, { recursive: true, force: true });
  }
}
