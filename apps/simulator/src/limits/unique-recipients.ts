const DAY_MS = 24 * 60 * 60 * 1000;

/** The people whom a portfolio wrote to out of the blue within the last 24 hours, each counted once. */
export class UniqueRecipients {
  /** When each was last written to; the longest ago comes first, since a new moment puts them at the end. */
  private readonly lastAt = new Map<string, number>();

  /** @param limit may change: whoever was counted stays counted */
  constructor(public limit: number) {}

  hasRoom(recipient: string, nowMs: number): boolean {
    this.forget(nowMs);
    return this.lastAt.has(recipient) || this.lastAt.size < this.limit;
  }

  count(recipient: string, nowMs: number): void {
    this.lastAt.delete(recipient);
    this.lastAt.set(recipient, nowMs);
  }

  private forget(nowMs: number): void {
    for (const [recipient, at] of this.lastAt) {
      if (nowMs - at < DAY_MS) return;
      this.lastAt.delete(recipient);
    }
  }
}
