import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { Trouble } from '../trouble/trouble.ts';

/** The operating system's user that PostgreSQL runs as when we are root. */
export interface ServerUser {
  name: string;
  ids: { uid: number; gid: number };
}

const CREATED_USER = 'parley-postgres';

/**
 * PostgreSQL refuses to run as root. For root this is the owner of existing data, else `postgres`, else a user made
 * for it; for everybody else undefined, which stands for the user who runs this.
 * @throws Trouble when no such user can be had
 */
export function findServerUser(dataFolder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(dataFolder) ?? lookUp('postgres') ?? lookUp(CREATED_USER) ?? createUser();
}

/** Whether that user could reach a file in this folder. */
export function canEnter(folder: string, user: ServerUser): boolean {
  const test = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...user.ids, cwd: '/' });
  if (test.error)
    throw new Trouble(
      `PostgreSQL cannot run as root, and switching to user ${user.name} failed: ${test.error.message}.`,
    );
  return test.status === 0;
}

function ownerOf(folder: string): ServerUser | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { name: idOf(['-nu', String(uid)]) ?? String(uid), ids: { uid, gid } };
}

function lookUp(name: string): ServerUser | undefined {
  const uid = Number(idOf(['-u', name]) ?? Number.NaN);
  const gid = Number(idOf(['-g', name]) ?? Number.NaN);
  return Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { name, ids: { uid, gid } };
}

function createUser(): ServerUser {
  const options = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/',
    '--shell',
    '/bin/false',
  ];
  const made = spawnSync('useradd', [...options, CREATED_USER], { encoding: 'utf8', env: withSystemPath() });
  const user = lookUp(CREATED_USER);
  if (user) return user;
  throw new Trouble(
    'PostgreSQL does not run as root, there is no user "postgres", and none could be created. ' +
      'Run this as an ordinary user, or create a user named postgres.',
    [made.error?.message ?? made.stderr.trim()].filter((line) => line !== ''),
  );
}

function idOf(args: string[]): string | undefined {
  const id = spawnSync('id', args, { encoding: 'utf8', env: withSystemPath() });
  return id.status === 0 ? id.stdout.trim() : undefined;
}

function withSystemPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`, LC_ALL: 'C' };
}
