const GOOD_FOR_MS = 60_000;

/**
 * What time it is for the database, whatever the clock of this host says: several hosts take webhooks, and all of them
 * are put in one order and one calendar. In between the time is counted by what no correction of a clock touches.
 */
export class DatabaseClock {
  private offsetMs: number | undefined;
  private goodUntilMs = -Infinity;

  get isSet(): boolean {
    return this.offsetMs !== undefined;
  }

  /** To be set, or to be set anew. */
  get isDue(): boolean {
    return performance.now() >= this.goodUntilMs;
  }

  /** The database that is asked next may be another one. */
  doubt(): void {
    this.goodUntilMs = -Infinity;
  }

  /**
   * `ask` answers the database's time, in milliseconds since 1970. That was true at some moment between the question and
   * the answer: an answer that was long under way changes nothing that it does not contradict.
   */
  async set(ask: () => Promise<number>): Promise<void> {
    const askedAtMs = performance.now();
    const databaseMs = await ask();
    const heardAtMs = performance.now();
    const [least, most] = [databaseMs - heardAtMs, databaseMs - askedAtMs];
    this.offsetMs = Math.min(most, Math.max(least, this.offsetMs ?? (least + most) / 2));
    this.goodUntilMs = heardAtMs + GOOD_FOR_MS;
  }

  nowMs(): number {
    if (this.offsetMs === undefined) throw new Error('Nobody has asked the database for the time.');
    return performance.now() + this.offsetMs;
  }
}
