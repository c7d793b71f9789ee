import { createHash, randomInt } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';
import type { MediaFaultKind, MediaFile } from './media-file';

/** As much as WhatsApp lets people send. */
const MAX_BYTES = 100 * 1024 * 1024;

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long Graph knows an id: of a file that a person sent, and of an upload (facts F). */
const LIFETIME_OF_SENT_MS = 7 * DAY_MS;
const LIFETIME_OF_UPLOAD_MS = 30 * DAY_MS;

export class TooLarge extends Error {}

/** The files that people sent and the business uploaded: what they are is in the ledger, their bytes are in a folder beside it. */
export class MediaShelf {
  private readonly files = new Map<string, { file: MediaFile; since: number }>();
  private readonly deleted = new Set<string>();
  private readonly faultsHad = new Map<string, number>();
  private readonly folder: string;

  /** @param ledgerFile null: in a folder that is gone when the simulator ends */
  constructor(
    private readonly ledgerFile: string | null,
    private readonly clock: SimulatedClock,
  ) {
    this.folder =
      ledgerFile === null ? mkdtempSync(join(tmpdir(), 'simulated-media-')) : `${ledgerFile}.media`;
    mkdirSync(this.folder, { recursive: true });
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'media.uploaded')
      this.files.set(entry.file.id, { file: entry.file, since: this.clock.timeOf(entry) });
    else if (entry.kind === 'media.deleted') this.deleted.add(entry.mediaId);
  }

  /** As long as there are bytes: a phone shows what Graph has forgotten. */
  find(id: string): MediaFile | undefined {
    return this.files.get(id)?.file;
  }

  /** What Graph knows: not what was deleted, and nothing beyond its lifetime. */
  known(id: string): MediaFile | undefined {
    const kept = this.files.get(id);
    if (!kept || this.deleted.has(id)) return undefined;
    const lifetimeMs = kept.file.uploadedTo === undefined ? LIFETIME_OF_SENT_MS : LIFETIME_OF_UPLOAD_MS;
    return this.clock.now() - kept.since < lifetimeMs ? kept.file : undefined;
  }

  /** Takes the bytes in, under a new id. @throws TooLarge */
  async take(bytes: Readable): Promise<Pick<MediaFile, 'id' | 'byteSize' | 'sha256'>> {
    const id = `${randomInt(1, 9)}${Array.from({ length: 15 }, () => randomInt(0, 10)).join('')}`;
    const unfinished = join(this.folder, `${id}.part`);
    const hash = createHash('sha256');
    const file = await open(unfinished, 'wx');
    let byteSize = 0;
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        byteSize += chunk.length;
        if (byteSize > MAX_BYTES) throw new TooLarge();
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } catch (error) {
      await file.close();
      await rm(unfinished, { force: true });
      throw error;
    }
    await file.close();
    await rename(unfinished, join(this.folder, id));
    return { id, byteSize, sha256: hash.digest('hex') };
  }

  read({ id }: MediaFile, range: { start?: number; end?: number } = {}): Readable {
    return createReadStream(join(this.folder, id), range);
  }

  /** Whether this fault is to happen now; each time it is, it counts. */
  goesWrong({ id, fault }: MediaFile, kind: MediaFaultKind): boolean {
    if (fault?.kind !== kind) return false;
    const had = this.faultsHad.get(id) ?? 0;
    if (fault.times !== null && had >= fault.times) return false;
    this.faultsHad.set(id, had + 1);
    return true;
  }

  close(): void {
    if (this.ledgerFile === null) rmSync(this.folder, { recursive: true, force: true });
  }
}
