/**
 * Runs a task one at a time. Asked while it runs, it runs exactly once more afterwards, however often it was asked,
 * so whatever was true before the last request is seen by a run that began after it.
 */
export class Coalesced {
  /** The latest run, over or not. */
  private last: Promise<void> = Promise.resolve();
  /** The run that has been asked for and has not begun. */
  private next: Promise<void> | undefined;

  constructor(private readonly task: () => Promise<void>) {}

  /** Resolves when a run that began after this request has ended; rejects when that run failed. */
  run(): Promise<void> {
    if (this.next !== undefined) return this.next;
    this.next = this.settled().then(() => {
      this.next = undefined;
      return this.task();
    });
    return (this.last = this.next);
  }

  /** Resolves when nothing runs; never rejects. */
  async settled(): Promise<void> {
    await this.last.catch(() => undefined);
  }
}
