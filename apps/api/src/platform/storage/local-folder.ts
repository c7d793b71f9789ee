import { randomUUID } from 'node:crypto';
import { FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { ByteRange, FileStorage, StorageFailure } from './file-storage';
import { StorageKey } from './storage-key';

/** Beside the tenants' folders, on the same file system: a rename from here is one step. */
const UNFINISHED = 'unfinished';
/** Longer than the longest write, so that no living writer loses its file. */
const ABANDONED_MS = 60 * 60_000;

/** A folder of this machine, or one that several machines have mounted. */
export class LocalFolder extends FileStorage {
  private readonly folder: string;

  constructor(folder: string) {
    super();
    this.folder = resolve(folder);
  }

  async write(key: StorageKey, content: Readable): Promise<{ byteSize: number }> {
    const unfinished = join(this.folder, UNFINISHED, randomUUID());
    try {
      const byteSize = await this.fill(unfinished, content);
      await inStorage(() => this.moveInto(join(this.folder, key), unfinished));
      return { byteSize };
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      content.destroy();
    }
  }

  async open(key: StorageKey, range?: ByteRange): Promise<Readable> {
    const file = await inStorage(() => open(join(this.folder, key), 'r'));
    return file.createReadStream({ ...range, autoClose: true });
  }

  async remove(key: StorageKey): Promise<void> {
    await inStorage(() => rm(join(this.folder, key), { force: true }));
  }

  async sweep(): Promise<void> {
    const folder = join(this.folder, UNFINISHED);
    const before = Date.now() - ABANDONED_MS;
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs < before) await rm(path, { force: true });
    }
  }

  private async fill(path: string, content: Readable): Promise<number> {
    const file = await inStorage(() => this.create(path));
    let byteSize = 0;
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        await inStorage(() => file.writeFile(chunk));
        byteSize += chunk.length;
      }
      await inStorage(() => file.sync());
    } finally {
      await file.close();
    }
    return byteSize;
  }

  private async create(path: string): Promise<FileHandle> {
    await mkdir(dirname(path), { recursive: true });
    return open(path, 'wx', 0o640);
  }

  /** The new name, too, survives a loss of power. */
  private async moveInto(path: string, unfinished: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await rename(unfinished, path);
    const folder = await open(dirname(path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

const CODES: Readonly<Record<string, StorageFailure['code']>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'missing',
};

async function inStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StorageFailure(CODES[(error as NodeJS.ErrnoException).code ?? ''] ?? 'away', error);
  }
}
