import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { Stopped, Trouble } from '../trouble/trouble.ts';
import { explainOutput, lastLines } from '../trouble/explain-error.ts';

export interface Command {
  /** What the failure line calls it, e.g. "The build". */
  title: string;
  file: string;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Everything the command prints is appended to this file. */
  log: string;
  signal?: AbortSignal;
  /** How many of its last lines tell why it failed; unless said, 15 and where to read the rest. */
  evidence?: number;
  onSpawn?: (pid: number | undefined) => void;
}

const STOP_GRACE_MS = 10_000;

/**
 * Runs a command to its end, in a process group of its own so that Ctrl-C does not reach it before us.
 * @throws Trouble with the last lines of its output when it fails, Stopped when `signal` stopped it
 */
export async function runCommand(command: Command): Promise<void> {
  const offset = sizeOf(command.log);
  const log = openSync(command.log, 'a', 0o600);
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  command.onSpawn?.(child.pid);
  const outcome = await endOf(child, command.signal);
  if (command.signal?.aborted) throw new Stopped();
  if (outcome === 0) return;
  const output = readFileSync(command.log).subarray(offset).toString();
  const known = command.evidence === undefined ? explainOutput(output) : undefined;
  const reason = known ?? `${command.title} failed (${String(outcome)}).`;
  throw new Trouble(reason, evidenceOf(command, output));
}

/** Sends a signal to a process and all that it started in its group. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended meanwhile.
  }
}

function endOf(child: ChildProcess, signal: AbortSignal | undefined): Promise<number | string> {
  return new Promise((resolve, reject) => {
    let killer: NodeJS.Timeout | undefined;
    const stop = () => {
      if (child.pid === undefined) return;
      signalGroup(child.pid, 'SIGTERM');
      killer = setTimeout(() => signalGroup(child.pid as number, 'SIGKILL'), STOP_GRACE_MS);
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('exit', (code, name) => {
      // Whatever it left behind in its group must not outlive it.
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      clearTimeout(killer);
      signal?.removeEventListener('abort', stop);
      resolve(code ?? name ?? 'ended');
    });
  });
}

function evidenceOf({ evidence, log }: Command, output: string): string[] {
  if (evidence !== undefined) return lastLines(output, evidence);
  return [...lastLines(output, 15), `The whole output: ${log}`];
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
