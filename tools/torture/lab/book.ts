import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  identify,
  identifyMyself,
  stillRuns,
  type ProcessIdentity,
} from '../../processes/process-identity.mjs';
import { unmount } from './volume.ts';

const PREFIX = 'parley-torture-';

interface Record {
  owner: ProcessIdentity;
  processes: ProcessIdentity[];
  mounted: string[];
}

/** What a campaign started and mounted, on disk: should it be killed itself, the next one clears up behind it. */
export class Book {
  readonly folder: string;
  readonly #record: Record = { owner: identifyMyself(), processes: [], mounted: [] };

  constructor() {
    this.folder = join(tmpdir(), `${PREFIX}${process.pid}-${Date.now()}`);
    mkdirSync(this.folder, { mode: 0o711 });
    this.#write();
  }

  started(pid: number): void {
    const identity = identify(pid);
    if (identity) this.#record.processes.push(identity);
    this.#record.processes = this.#record.processes.filter(stillRuns);
    this.#write();
  }

  mounted(folder: string): void {
    this.#record.mounted.push(folder);
    this.#write();
  }

  #write(): void {
    writeFileSync(join(this.folder, 'book.json'), JSON.stringify(this.#record));
  }
}

/** Ends and removes what campaigns left behind that were killed. */
export function clearLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const record = readBook(folder);
    if (!record || stillRuns(record.owner)) continue;
    for (const { pid } of record.processes.filter(stillRuns)) process.kill(pid, 'SIGKILL');
    for (const mounted of record.mounted) unmount(mounted);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function readBook(folder: string): Record | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'book.json'), 'utf8')) as Record;
  } catch {
    process.stderr.write(`  ${basename(folder)} was left behind by somebody; it is not touched.\n`);
    return undefined;
  }
}
