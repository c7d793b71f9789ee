/** How many messages one number may send to one person. */
export interface PairLimit {
  /** One message for each so many milliseconds, in the long run. */
  everyMs: number;
  /** So many at once, borrowed from the future. */
  burst: number;
}

/**
 * One message per interval with a burst, as a theoretical arrival time per pair. Pairs that owe nothing are forgotten:
 * what was not touched for as long as a whole burst lasts is in neither half.
 */
export class PairPace {
  private owed = new Map<string, number>();
  private before = new Map<string, number>();
  private turnedAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly limit: PairLimit) {}

  hasRoom(pair: string, nowMs: number): boolean {
    const { everyMs, burst } = this.limit;
    return this.dueOf(pair, nowMs) - nowMs <= (burst - 1) * everyMs;
  }

  count(pair: string, nowMs: number): void {
    this.turn(nowMs);
    this.owed.set(pair, this.dueOf(pair, nowMs) + this.limit.everyMs);
  }

  /** Pairs that are remembered. */
  get size(): number {
    return this.owed.size + this.before.size;
  }

  private dueOf(pair: string, nowMs: number): number {
    return Math.max(nowMs, this.owed.get(pair) ?? this.before.get(pair) ?? nowMs);
  }

  private turn(nowMs: number): void {
    const { everyMs, burst } = this.limit;
    if (nowMs - this.turnedAtMs <= everyMs * burst) return;
    this.before = this.owed;
    this.owed = new Map();
    this.turnedAtMs = nowMs;
  }
}
