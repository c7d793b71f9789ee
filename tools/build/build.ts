import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from '../processes/command.ts';
import { waitForLock } from '../processes/lock-file.mjs';
import { Stopped } from '../trouble/trouble.ts';
import { OUTPUTS, outputPath, type Output } from './outputs.ts';
import { stampSources } from './source-stamp.ts';

export interface BuildOptions {
  projectRoot: string;
  log: string;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Told when someone else builds in this checkout. */
  onWait?: (pid: number) => void;
}

/**
 * Builds all projects through Nx, or finds that nothing changed since the last build.
 * @throws Trouble with the end of the build's output, Stopped
 */
export async function ensureBuilt(options: BuildOptions): Promise<'built' | 'unchanged'> {
  const { projectRoot, signal, onWait } = options;
  if (isBuilt(projectRoot)) return 'unchanged';
  const folder = join(projectRoot, '.parley');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const onLockWait = onWait && (({ pid }: { pid: number }) => onWait(pid));
  const lock = await waitForLock(join(folder, 'build.lock'), {
    ...(signal && { signal }),
    ...(onLockWait && { onWait: onLockWait }),
  }).catch((error: Error) => {
    throw error.name === 'AbortError' ? new Stopped() : error;
  });
  try {
    if (isBuilt(projectRoot)) return 'unchanged';
    const stamp = stampSources(projectRoot);
    rmSync(stampPath(projectRoot), { force: true });
    await runCommand({ ...nx(options), title: 'The build', onSpawn: (pid) => lock.addProcess(pid) });
    writeFileSync(stampPath(projectRoot), `${stamp}\n`);
    return 'built';
  } finally {
    lock.release();
  }
}

/** Whether all that is started was built from the sources as they are. */
export function isBuilt(projectRoot: string): boolean {
  const outputs = Object.keys(OUTPUTS) as Output[];
  if (!outputs.every((output) => existsSync(outputPath(projectRoot, output)))) return false;
  return (
    existsSync(stampPath(projectRoot)) &&
    readFileSync(stampPath(projectRoot), 'utf8').trim() === stampSources(projectRoot)
  );
}

/** The environment of development tools: npm's Node first, no daemon left behind, no telemetry. */
export function toolEnvironment(projectRoot: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const plain = { ...env, NX_DAEMON: 'false', NX_TUI: 'false', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
  Reflect.deleteProperty(plain, 'FORCE_COLOR');
  return { ...plain, PATH: [join(projectRoot, 'node_modules', '.bin'), env['PATH']].join(delimiter) };
}

/** How to call Nx for one target of all projects. */
export function nxArguments(projectRoot: string, target: string): { file: string; args: string[] } {
  const script = join(projectRoot, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  return { file: process.execPath, args: [script, 'run-many', '-t', target, '--outputStyle=static'] };
}

function nx({ projectRoot, log, env, signal }: BuildOptions) {
  const command = {
    ...nxArguments(projectRoot, 'build'),
    cwd: projectRoot,
    env: toolEnvironment(projectRoot, env),
    log,
  };
  return { ...command, ...(signal && { signal }) };
}

function stampPath(projectRoot: string): string {
  return join(projectRoot, 'node_modules', '.parley-build');
}
