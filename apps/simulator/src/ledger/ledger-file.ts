import {
  appendFileSync,
  closeSync,
  createReadStream,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { LedgerEntry } from './ledger-entry';

const NEWLINE = 0x0a;

/** The ledger on disk: one JSON object per line, only ever appended to. */
export class LedgerFile {
  private readonly descriptor: number;
  private size: number;

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.descriptor = openSync(path, 'a+');
    this.size = fstatSync(this.descriptor).size;
  }

  /** Survives the death of this process once it returns; not synced, so not the death of the machine. */
  append(entry: LedgerEntry): void {
    const line = `${JSON.stringify(entry)}\n`;
    try {
      appendFileSync(this.descriptor, line);
    } catch (error) {
      ftruncateSync(this.descriptor, this.size);
      throw error;
    }
    this.size += Buffer.byteLength(line);
  }

  /** Gives every entry in order. A last line that a killed process left unfinished is cut off. Throws on a damaged line. */
  async replay(apply: (entry: LedgerEntry) => void): Promise<void> {
    let wholeBytes = 0;
    let lineNumber = 0;
    for await (const line of this.lines()) {
      lineNumber += 1;
      apply(this.parse(line, lineNumber));
      wholeBytes += line.length + 1;
    }
    ftruncateSync(this.descriptor, wholeBytes);
    this.size = wholeBytes;
  }

  /** Entries with a number above `seq`, oldest first. Lines have no gaps in their numbers, so skipped ones need no parsing. */
  async after(seq: number, limit: number): Promise<LedgerEntry[]> {
    const found: LedgerEntry[] = [];
    let lineNumber = 0;
    for await (const line of this.lines()) {
      lineNumber += 1;
      if (lineNumber > seq) found.push(this.parse(line, lineNumber));
      if (found.length === limit) break;
    }
    return found;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Finished lines without their newline. Split at that byte alone: readline would also split at U+2028 inside a text. */
  private async *lines(): AsyncGenerator<Buffer> {
    if (this.size === 0) return;
    let unfinished: Buffer = Buffer.alloc(0);
    for await (const chunk of createReadStream(this.path, { end: this.size - 1 }) as AsyncIterable<Buffer>) {
      unfinished = unfinished.length === 0 ? chunk : Buffer.concat([unfinished, chunk]);
      let start = 0;
      for (let end = unfinished.indexOf(NEWLINE); end !== -1; end = unfinished.indexOf(NEWLINE, start)) {
        yield unfinished.subarray(start, end);
        start = end + 1;
      }
      unfinished = unfinished.subarray(start);
    }
  }

  private parse(line: Buffer, lineNumber: number): LedgerEntry {
    try {
      return JSON.parse(line.toString('utf8')) as LedgerEntry;
    } catch {
      throw new Error(`${this.path}, line ${lineNumber}, is damaged. Move the file away to start anew.`);
    }
  }
}
