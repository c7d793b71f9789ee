import { execFile } from 'node:child_process';
import { outputPath } from '../build/outputs.ts';
import { cliEnvironment, type Instance } from '../instance/environment.ts';

const ANSWERS_WITHIN_MS = 30_000;

/** The link that creates the owner account, made new; undefined when somebody has an account already. Kept in no log. */
export function newSetUpLink(
  projectRoot: string,
  instance: Instance,
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = { cwd: projectRoot, env: cliEnvironment(instance), signal, timeout: ANSWERS_WITHIN_MS };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [outputPath(projectRoot, 'cli'), 'set-up-link'], options, (error, stdout) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve(/^https?:\S+$/m.exec(stdout)?.[0]);
    });
  });
}
