import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuilt, isBuilt } from '../build/build.ts';
import { outputPath } from '../build/outputs.ts';
import { explainError } from '../trouble/explain-error.ts';
import { operatorEnvironment } from './cli-environment.ts';

const projectRoot = resolve(import.meta.dirname, '../..');

try {
  await buildQuietly();
  run(operatorEnvironment(projectRoot, process.env));
} catch (error) {
  const trouble = explainError(error);
  if (!trouble) throw error;
  process.stderr.write(`${[trouble.message, ...trouble.evidence].join('\n')}\n`);
  process.exitCode = 1;
}

/** Standard output belongs to the command alone. */
async function buildQuietly(): Promise<void> {
  if (isBuilt(projectRoot)) return;
  process.stderr.write('Building first (this takes a minute or two) …\n');
  const logs = join(projectRoot, '.parley', 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o711 });
  await ensureBuilt({ projectRoot, log: join(logs, 'build.log'), env: process.env });
}

function run(env: NodeJS.ProcessEnv): void {
  const command = spawn(process.execPath, [outputPath(projectRoot, 'cli'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => command.kill(name));
  command.once('exit', (code, signal) =>
    process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)),
  );
}
