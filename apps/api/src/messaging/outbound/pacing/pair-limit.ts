const SPACING_MS = 6_000;
const BURST = 45;
const BORROWED_MS = (BURST - 1) * SPACING_MS;
const BACK_OFF = { firstMs: 1_000, factor: 4, longestMs: 256_000 };
/** As many as a number of 80 a second can bring into the longest debt at once: 270 s, rounded up. */
const REMEMBERED = 25_000;

interface Pair {
  /** When all that was sent is paid for at one message per 6 s. */
  readonly paidAt: number;
  readonly blockedUntil: number;
  /** How often in a row the provider refused. */
  readonly refusals: number;
}

const UNKNOWN: Pair = { paidAt: -Infinity, blockedUntil: -Infinity, refusals: 0 };

/**
 * How fast one number may write to one recipient: 1 message per 6 s, of which 45 may be borrowed at once from the time
 * to come (Meta's pair limit, cloud-api.md D; 131056). Times are milliseconds of a monotonic clock.
 *
 * It remembers the recipients used last, up to a bound. Who is forgotten while in debt starts with a whole burst once
 * more, and Meta's 131056 then does what memory did not; that needs 25,000 others in between.
 */
export class PairLimit {
  /** In the order in which they were last used. */
  private readonly pairs = new Map<string, Pair>();

  constructor(private readonly remembered = REMEMBERED) {}

  /** Milliseconds until the recipient may get the next message; 0: now. */
  waitMs(recipient: string, now: number): number {
    const { paidAt, blockedUntil } = this.pairs.get(recipient) ?? UNKNOWN;
    return Math.max(0, paidAt - BORROWED_MS - now, blockedUntil - now);
  }

  /** To be called when `waitMs` is 0. What is taken earlier is owed. */
  take(recipient: string, now: number): void {
    const pair = this.pairs.get(recipient) ?? UNKNOWN;
    this.remember(recipient, { ...pair, paidAt: Math.max(pair.paidAt, now) + SPACING_MS });
  }

  /**
   * The provider refused (131056): nothing to this recipient for 1, 4, 16, 64, then 256 s. What comes back during such a
   * pause was sent before it, and does not lengthen it.
   */
  backOff(recipient: string, now: number): void {
    const pair = this.pairs.get(recipient) ?? UNKNOWN;
    if (now < pair.blockedUntil) return;
    const { firstMs, factor, longestMs } = BACK_OFF;
    const pauseMs = Math.min(longestMs, firstMs * factor ** pair.refusals);
    this.remember(recipient, { ...pair, blockedUntil: now + pauseMs, refusals: pair.refusals + 1 });
  }

  /** The provider accepted one: earlier refusals are forgotten, a pause that has begun is not. */
  succeeded(recipient: string): void {
    const pair = this.pairs.get(recipient);
    if (pair !== undefined && pair.refusals > 0) this.pairs.set(recipient, { ...pair, refusals: 0 });
  }

  private remember(recipient: string, pair: Pair): void {
    this.pairs.delete(recipient);
    this.pairs.set(recipient, pair);
    if (this.pairs.size <= this.remembered) return;
    for (const [oldest] of this.pairs) {
      this.pairs.delete(oldest);
      return;
    }
  }
}
