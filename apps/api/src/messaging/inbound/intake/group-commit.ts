export interface Sized {
  /** Bytes. */
  readonly size: number;
}

/** Makes all of the batch durable, or none of it. */
export type Write<Item> = (batch: readonly Item[]) => Promise<void>;

export interface GroupCommitOptions<Item> {
  readonly write: Write<Item>;
  /** Whether one item is at fault for what was thrown, so that the others may do without it. */
  readonly isFaultOfOne: (error: unknown) => boolean;
  /** How many batches may be on their way at once. */
  readonly writers: number;
  readonly maxItems: number;
  readonly maxBytes: number;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly since: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** After this a batch under way is too slow to wait for. */
const PATIENCE_MS = 20;

/**
 * Natural group commit: who comes alone is written at once; who comes while a batch is under way shares the next one.
 * No timer. A further writer helps only when a whole batch waits or the one under way takes long, and costs otherwise:
 * two half batches are more work than a whole one.
 */
export class GroupCommit<Item extends Sized> {
  private readonly waiting: Waiting<Item>[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private items = 0;
  private bytes = 0;

  constructor(private readonly options: GroupCommitOptions<Item>) {}

  /** All that is not written yet. */
  get load(): { readonly items: number; readonly bytes: number; readonly oldestWaitMs: number } {
    const { items, bytes } = this;
    return { items, bytes, oldestWaitMs: this.oldestWaitMs() };
  }

  /** Resolves once the item is durable; rejects with what `write` threw. */
  add(item: Item): Promise<void> {
    return new Promise<void>((done, failed) => {
      this.items += 1;
      this.bytes += item.size;
      this.waiting.push({ item, since: performance.now(), done, failed });
      this.flush();
    });
  }

  /** Resolves when all that was added is settled. */
  async drained(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  private flush(): void {
    while (this.mayWrite()) {
      const commit = this.commit(this.nextBatch()).finally(() => {
        this.underWay.delete(commit);
        this.flush();
      });
      this.underWay.add(commit);
    }
  }

  private mayWrite(): boolean {
    const { waiting, underWay, options } = this;
    if (waiting.length === 0 || underWay.size >= options.writers) return false;
    if (underWay.size === 0) return true;
    return waiting.length >= options.maxItems || this.oldestWaitMs() > PATIENCE_MS;
  }

  private nextBatch(): Waiting<Item>[] {
    const { maxItems, maxBytes } = this.options;
    let bytes = 0;
    let count = 0;
    for (const { item } of this.waiting) {
      bytes += item.size;
      if (count > 0 && (bytes > maxBytes || count === maxItems)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async commit(batch: readonly Waiting<Item>[]): Promise<void> {
    try {
      await this.options.write(batch.map(({ item }) => item));
      for (const one of batch) this.settle(one, one.done);
    } catch (error) {
      if (!this.options.isFaultOfOne(error)) {
        // What waits behind it would wait as long for the same answer.
        for (const one of [...batch, ...this.waiting.splice(0)]) this.settle(one, () => one.failed(error));
      } else if (batch.length === 1) {
        for (const one of batch) this.settle(one, () => one.failed(error));
      } else {
        const middle = Math.ceil(batch.length / 2);
        await this.commit(batch.slice(0, middle));
        await this.commit(batch.slice(middle));
      }
    }
  }

  private settle({ item }: Waiting<Item>, tell: () => void): void {
    this.items -= 1;
    this.bytes -= item.size;
    tell();
  }

  private oldestWaitMs(): number {
    const [oldest] = this.waiting;
    return oldest === undefined ? 0 : performance.now() - oldest.since;
  }
}
