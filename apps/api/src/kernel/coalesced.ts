/**
 * Runs a task one at a time. Asked while it runs, it runs exactly once more afterwards, however often it was asked,
 * so whatever was true before the last request is seen by a run that began after it.
 */
export class Coalesced {
  private running: Promise<void> | undefined;
  private again = false;

  constructor(private readonly task: () => Promise<void>) {}

  /** Resolves when a run that began after this request has ended; rejects when that run failed. */
  async run(): Promise<void> {
    if (this.running !== undefined) {
      this.again = true;
      await this.running.catch(() => undefined);
      if (!this.again) return this.running;
    }
    this.again = false;
    return (this.running = this.task().finally(() => (this.running = undefined)));
  }

  /** Resolves when nothing runs; never rejects. */
  async settled(): Promise<void> {
    await this.running?.catch(() => undefined);
  }
}
