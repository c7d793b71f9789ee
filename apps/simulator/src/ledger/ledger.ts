import type { LedgerEntry, LedgerEvent } from './ledger-entry';
import { LedgerFile } from './ledger-file';

export interface LedgerPage {
  entries: LedgerEntry[];
  /** The newest entry of the whole ledger, not of this page. */
  lastSeq: number;
  /** The oldest entry that can still be read. */
  firstSeq: number;
}

const ENTRIES_IN_MEMORY = 100_000;

/**
 * Everything that happened, in order, and the only source of the simulator's state: whoever keeps state subscribes
 * and rebuilds it from the same entries after a restart. Without a file only the last 100,000 entries are kept.
 */
export class Ledger {
  private readonly file: LedgerFile | null;
  private readonly subscribers: ((entry: LedgerEntry) => void)[] = [];
  private recent: LedgerEntry[] = [];
  private lastSeq = 0;

  constructor(
    path: string | null,
    private readonly entriesInMemory = ENTRIES_IN_MEMORY,
  ) {
    this.file = path === null ? null : new LedgerFile(path);
  }

  subscribe(apply: (entry: LedgerEntry) => void): void {
    this.subscribers.push(apply);
  }

  /** Feeds the entries of an earlier run to all subscribers. */
  async restore(): Promise<void> {
    await this.file?.replay((entry) => this.keep(entry));
  }

  /** Durable before it returns; throws, and nothing happened, when the file cannot be written. */
  record(event: LedgerEvent): LedgerEntry {
    const entry: LedgerEntry = { seq: this.lastSeq + 1, at: new Date().toISOString(), ...event };
    this.file?.append(entry);
    this.keep(entry);
    return entry;
  }

  /** Entries with a number above `after`, oldest first. */
  async page(after: number, limit: number): Promise<LedgerPage> {
    const firstRecent = this.recent[0]?.seq ?? this.lastSeq + 1;
    const entries =
      this.file && after + 1 < firstRecent
        ? await this.file.after(after, limit)
        : this.recent.slice(Math.max(0, after + 1 - firstRecent)).slice(0, limit);
    return { entries, lastSeq: this.lastSeq, firstSeq: this.file ? Math.min(1, this.lastSeq) : firstRecent };
  }

  close(): void {
    this.file?.close();
  }

  private keep(entry: LedgerEntry): void {
    this.lastSeq = entry.seq;
    this.recent.push(entry);
    // Dropped in slices, so that a full ledger does not shift its whole array at every entry.
    if (this.recent.length > this.entriesInMemory * 1.1)
      this.recent = this.recent.slice(-this.entriesInMemory);
    for (const apply of this.subscribers) apply(entry);
  }
}
