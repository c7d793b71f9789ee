import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { explainOutput, lastLines } from '../trouble/explain-error.ts';
import { Stopped, Trouble } from '../trouble/trouble.ts';
import type { Binaries } from './binaries.ts';
import { incompatible } from './explain-server-log.ts';
import type { Place } from './place.ts';

export type DataFolderOutcome = 'kept' | 'created' | 'repaired';

/**
 * Makes sure that there is a whole data folder of the right version. It is made beside its place and moved there when
 * it is finished, so that whatever interrupts initdb leaves nothing that looks like data.
 * @throws Trouble for a folder of another version, or when initdb fails
 */
export async function ensureDataFolder(
  place: Place,
  binaries: Binaries,
  password: string,
  signal?: AbortSignal,
): Promise<DataFolderOutcome> {
  const draft = `${place.dataFolder}.unfinished`;
  const interrupted = existsSync(draft);
  rmSync(draft, { recursive: true, force: true });
  const found = inspect(place.dataFolder, binaries);
  if (found === 'whole') return 'kept';
  if (found === 'half') setAside(place.dataFolder);
  await initdb(place, binaries, draft, password, signal);
  if (existsSync(place.dataFolder)) rmSync(place.dataFolder, { recursive: true });
  renameSync(draft, place.dataFolder);
  return interrupted || found === 'half' ? 'repaired' : 'created';
}

function inspect(folder: string, binaries: Binaries): 'whole' | 'half' | 'none' {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return 'none';
  const version = versionOf(folder);
  if (!existsSync(join(folder, 'global', 'pg_control'))) return 'half';
  const wanted = binaries.version.split('.')[0] ?? '';
  if (version !== wanted)
    throw new Trouble(incompatible(folder, { found: version ?? 'of an unknown version', wanted }));
  return 'whole';
}

function versionOf(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Never deleted: nobody knows whose it is. */
function setAside(folder: string): void {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  renameSync(folder, `${folder}.half-finished-${stamp}`);
}

async function initdb(
  place: Place,
  binaries: Binaries,
  draft: string,
  password: string,
  signal?: AbortSignal,
): Promise<void> {
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = join(draft, '..', 'initdb-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) {
    chownSync(draft, place.user.ids.uid, place.user.ids.gid);
    chownSync(passwordFile, place.user.ids.uid, place.user.ids.gid);
  }
  try {
    await runInitdb(place, binaries, draft, passwordFile, signal);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb(
  place: Place,
  binaries: Binaries,
  draft: string,
  passwordFile: string,
  signal?: AbortSignal,
): Promise<void> {
  const args = [
    ...['--pgdata', draft, '--username', 'postgres', '--auth', 'scram-sha-256', '--pwfile', passwordFile],
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    '--no-instructions',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, {
      ...place.user?.ids,
      cwd: place.serverFolder,
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const stop = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', stop, { once: true });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) =>
      reject(new Trouble(`PostgreSQL's initdb could not be run: ${error.message}.`)),
    );
    child.once('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) return reject(new Stopped());
      if (code === 0) return resolve();
      reject(
        new Trouble(
          explainOutput(output) ?? 'PostgreSQL could not create its data folder.',
          lastLines(output, 10),
        ),
      );
    });
  });
}

/** Nothing of the caller's environment steers the server; PGDATA and the like would. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
