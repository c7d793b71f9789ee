import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandLineOf, identify, stillRuns, type ProcessIdentity } from '../processes/process-identity.mjs';
import { serverEnvironment } from './data-folder.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import { parsePostmasterPid, type PostmasterRecord } from './postmaster-pid.ts';

const POLL_MS = 200;

/** A postmaster, ours or adopted; it lives in a session of its own and survives whoever started it. */
export interface ServerProcess {
  readonly identity: ProcessIdentity;
  /** Resolves when the process has ended, however it did. Does not keep the caller alive. */
  gone(): Promise<void>;
}

/** Starts `postgres` in the background, writing to `log`. */
export function spawnServer(
  place: Place,
  binaries: Binaries,
  port: number,
  log: string,
  more: Readonly<Record<string, string>> = {},
): ServerProcess {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // TCP only: a socket's path may not be longer than 107 bytes, and a project's can be.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    cluster_name: 'parley',
    ...more,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', place.dataFolder, ...args], {
    ...place.user?.ids,
    cwd: place.serverFolder,
    env: serverEnvironment(),
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  child.unref();
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid ?? 0;
  return { identity: identify(pid) ?? { pid, startedAt: 'ended at once' }, gone: () => gone };
}

/** The server that already runs on this data folder, if there is one. */
export function findRunningServer(
  place: Place,
): { server: ServerProcess; record: PostmasterRecord } | undefined {
  const record = readRecord(place.dataFolder);
  const identity = record && identify(record.pid);
  if (!identity || !isServerOf(place.dataFolder, identity.pid)) return undefined;
  let watching: Promise<void> | undefined;
  return { server: { identity, gone: () => (watching ??= watch(identity)) }, record };
}

export function readRecord(dataFolder: string): PostmasterRecord | undefined {
  try {
    return parsePostmasterPid(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Removes the postmaster.pid of a server that is gone. PostgreSQL would do so itself, unless the pid now belongs to
 * somebody else (a container that was started again gives the same small numbers) or to a zombie: then never.
 */
export function forgetGoneServer(place: Place): void {
  if (!findRunningServer(place)) rmSync(join(place.dataFolder, 'postmaster.pid'), { force: true });
}

/** A pid file outlives its process, and its pid may be anybody's by now: stopping that one would be a disaster. */
function isServerOf(dataFolder: string, pid: number): boolean {
  if (process.platform === 'win32') return true;
  const commandLine = commandLineOf(pid);
  return basename(commandLine.split(' -D ')[0] ?? '') === 'postgres' && commandLine.includes(dataFolder);
}

async function watch(identity: ProcessIdentity): Promise<void> {
  while (stillRuns(identity)) await pause(POLL_MS, undefined, { ref: false });
}
