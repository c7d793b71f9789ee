import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { publishEnvironment } from './environment.ts';
import { LaunchedParley } from './launched-parley.ts';
import { setUpOwner } from './owner.ts';

declare global {
  var parleyOfJourneys: { launched: LaunchedParley; folder: string } | undefined;
}

/**
 * Before the first journey: finds the browser and launches one Parley for all of them.
 * @param run Jest's settings of this run @param project those of the project `journeys`
 */
export default async function setUp(
  run: { maxWorkers: number },
  project: { rootDir: string },
): Promise<void> {
  if (run.maxWorkers !== 1)
    throw new Error('Journeys share one Parley and take turns: npm test -- journeys, or jest -i.');
  const projectRoot = project.rootDir;
  let launched: LaunchedParley | undefined;
  const folder = await mkdtemp(join(tmpdir(), 'parley-journeys-'));
  try {
    // PostgreSQL's own user passes through, when root runs the tests.
    await chmod(folder, 0o711);
    const chromium = await findChromium(projectRoot, folder);
    const home = join(folder, 'home');
    launched = await LaunchedParley.start(projectRoot, home);
    globalThis.parleyOfJourneys = { launched, folder };
    await setUpOwner(launched.instance, launched.setUpLink);
    publishEnvironment({ projectRoot, folder, home, chromium, failures: join(folder, 'failures') });
  } catch (error) {
    // Whoever tears down does not come after a set-up that failed.
    await launched?.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
