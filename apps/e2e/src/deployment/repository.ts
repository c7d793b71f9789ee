import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(__dirname, '../../../..');

export function readRepositoryFile(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

export interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readRepositoryFile(join(folder, 'package.json'))) as Manifest;
}

/** What npm's lock file calls packages, by path below the repository; workspaces are the ones without node_modules. */
export function lockedPackages(): Record<string, { version?: string; link?: boolean }> {
  const lock = JSON.parse(readRepositoryFile('package-lock.json')) as {
    packages: Record<string, { version?: string; link?: boolean }>;
  };
  return lock.packages;
}

export interface PlannedProcess {
  name: string;
  env: Record<string, string>;
  node_args: string[];
  max_memory_restart: string;
  kill_timeout: number;
}

/** What ecosystem.config.js says in an environment of just these variables. */
export function readEcosystem(environment: Record<string, string> = {}): PlannedProcess[] {
  const print = 'process.stdout.write(JSON.stringify(require("./ecosystem.config.js").apps))';
  const output = execFileSync(process.execPath, ['-e', print], { cwd: REPOSITORY, env: environment });
  return JSON.parse(output.toString()) as PlannedProcess[];
}

export function plannedProcess(name: string, environment: Record<string, string> = {}): PlannedProcess {
  const found = readEcosystem(environment).find((app) => app.name === name);
  if (found === undefined) throw new Error(`ecosystem.config.js starts no ${name}`);
  return found;
}
