import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { journeyEnvironment } from './environment.ts';
import type { Instance } from './instance.ts';

/** What a command of whoever runs the server prints: `npm run cli -- …`. */
export async function operatorRuns(instance: Instance, ...command: string[]): Promise<string> {
  const { projectRoot } = journeyEnvironment();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(projectRoot, 'tools/cli/main.ts'), ...command],
    { cwd: projectRoot, env: { ...process.env, PARLEY_HOME: instance.home } },
  );
  return stdout;
}
