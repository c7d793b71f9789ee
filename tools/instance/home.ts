import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The files of one instance, all below one folder (`.parley` of the checkout unless PARLEY_HOME says otherwise). */
export interface Home {
  folder: string;
  settings: string;
  instance: string;
  lock: string;
  logs: string;
  postgres: string;
  ledger: string;
  /** What people sent, as files. */
  files: string;
}

export function homeOf(projectRoot: string, env: NodeJS.ProcessEnv): Home {
  const folder = resolve(projectRoot, env['PARLEY_HOME'] ?? '.parley');
  return {
    folder,
    settings: join(folder, 'settings.json'),
    instance: join(folder, 'instance.json'),
    lock: join(folder, 'launcher.lock'),
    logs: join(folder, 'logs'),
    postgres: join(folder, 'postgres'),
    ledger: join(folder, 'simulator-ledger.jsonl'),
    files: join(folder, 'files'),
  };
}

/** Makes the folders. Others may pass through (PostgreSQL's own user has to), not look; the files are closed to them. */
export function makeHome(home: Home): void {
  mkdirSync(home.logs, { recursive: true, mode: 0o711 });
  if (isMine(home.folder)) chmodSync(home.folder, 0o711);
}

export function logOf(home: Home, name: string): string {
  return join(home.logs, `${name}.log`);
}

function isMine(folder: string): boolean {
  return existsSync(folder) && statSync(folder).uid === process.getuid?.();
}
