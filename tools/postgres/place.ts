import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canEnter, findServerUser, type ServerUser } from './server-user.ts';

/** Where a server keeps its files, and as whom it runs. */
export interface Place {
  /** Ours: the superuser's password, and where the data is. */
  folder: string;
  /** The server's: holds `data` and, when need be, a copy of the binaries. */
  serverFolder: string;
  dataFolder: string;
  user: ServerUser | undefined;
  /** Set when the data had to be put somewhere else: a sentence for the operator. */
  notice?: string;
}

const SYSTEM_FOLDER = '/var/lib/parley';

/**
 * Finds, or makes, the place below `folder`. Root's server runs as another user, who may not be able to enter
 * root's folders: then the data lives below /var/lib/parley, and a file in `folder` says where.
 */
export function findPlace(folder: string): Place {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const pointer = join(folder, 'data-is-elsewhere');
  if (existsSync(pointer)) return placeAt(folder, readFileSync(pointer, 'utf8').trim());
  const here = placeAt(folder, folder);
  if (!here.user) return here;
  chmodSync(folder, 0o711);
  if (canEnter(folder, here.user)) return here;
  const elsewhere = join(SYSTEM_FOLDER, randomBytes(6).toString('hex'));
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  chmodSync(SYSTEM_FOLDER, 0o711);
  const place = placeAt(folder, elsewhere);
  writeFileSync(pointer, `${elsewhere}\n`, { mode: 0o600 });
  const notice = `PostgreSQL runs as user ${here.user.name}, who cannot enter ${folder}: its data is in ${elsewhere}.`;
  return { ...place, notice };
}

function placeAt(folder: string, serverFolder: string): Place {
  const dataFolder = join(serverFolder, 'data');
  return { folder, serverFolder, dataFolder, user: findServerUser(dataFolder) };
}
