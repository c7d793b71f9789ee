import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifyMyself, stillRuns } from '../processes/process-identity.mjs';
import { findFreePort } from '../processes/ports.ts';
import { EmbeddedPostgres, PortTaken } from './embedded-postgres.ts';

const PREFIX = 'parley-throw-away-';
const PORT_ATTEMPTS = 3;

export interface ThrowAwayPostgres {
  superuserUrl: string;
  port: number;
  /** Everything that belongs to it; may be used for other passing files too. */
  folder: string;
  /** Stops the server and removes the folder. */
  remove(): Promise<void>;
}

/**
 * A fresh server on a free port in a temporary folder. What killed runs left behind is cleared away first.
 * @param settings of the server, beyond its usual ones
 */
export async function startThrowAwayPostgres(
  projectRoot: string,
  signal?: AbortSignal,
  settings: Readonly<Record<string, string>> = {},
): Promise<ThrowAwayPostgres> {
  await clearLeftovers(projectRoot);
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(identifyMyself()));
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const server = serverIn(projectRoot, folder, port, settings);
    const remove = async () => {
      await server.remove();
      removeFolder(folder);
    };
    try {
      await server.start(signal);
      return { superuserUrl: server.superuserUrl(), port, folder, remove };
    } catch (error) {
      if (error instanceof PortTaken && attempt < PORT_ATTEMPTS) continue;
      await remove();
      throw error;
    }
  }
}

async function clearLeftovers(projectRoot: string): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    const owner = ownerOf(folder);
    if (!owner || stillRuns(owner)) continue;
    try {
      await serverIn(projectRoot, folder, 0).remove();
      removeFolder(folder);
    } catch {
      // It belongs to another user, or another run is clearing it away at this moment.
    }
  }
}

function serverIn(
  projectRoot: string,
  folder: string,
  port: number,
  settings: Readonly<Record<string, string>> = {},
): EmbeddedPostgres {
  const log = join(folder, 'postgres.log');
  return new EmbeddedPostgres({ projectRoot, folder: join(folder, 'postgres'), port, log, settings });
}

function ownerOf(folder: string): ReturnType<typeof identifyMyself> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as ReturnType<typeof identifyMyself>;
  } catch {
    return undefined;
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
