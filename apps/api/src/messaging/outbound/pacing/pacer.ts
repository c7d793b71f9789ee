import { BusyWindow, Slot } from './busy-window';

const WINDOW_MS = 1_000;
/** The share of the limit that is used; the rest is what being late may cost, here or on the way. */
const USED_SHARE = 0.98;
/** What a window may hold takes this long, so that it still fits when some come in 20 ms late and those behind them do not. */
const WIRE_WINDOW_MS = WINDOW_MS / USED_SHARE;
/** Less than what the unused share leaves of a window (20.4 ms), so that it is never overdrawn. */
const LONGEST_CATCH_UP_MS = 20;

const THROTTLED_PAUSE_MS = 1_000;
const SLOWER_BY = 0.95;
const SLOWEST_SHARE = 0.05;
const RECOVERY = { everyMs: 10_000, share: 0.01 };

/**
 * The slots of one number. Times are milliseconds of a monotonic clock. No window of 1,000 ms ever holds more than
 * `perSecond` messages, sent and counted together, at the moment of a send (Meta counts both directions, cloud-api.md D);
 * a caller who takes every slot uses 98 % of them. The same holds for what really leaves, which may be later than its slot:
 * then never more than `perSecond` leave within 1,020 ms. Memory for one second's messages.
 *
 * A new owner of a number starts 1,000 ms after the hand-over, and a lowered limit starts 1,000 ms after the last
 * message: then nothing older is left in its window. A number that receives as many as its limit sends nothing meanwhile.
 */
export class Pacer {
  private limit: number;
  private readonly wire: BusyWindow;
  private nextSlot: number;
  private pausedUntil = -Infinity;
  private lastUse = -Infinity;
  /** Share of the limit after the last throttling, and when its recovery began. */
  private share = 1;
  private recoversFrom = -Infinity;

  constructor(perSecond: number, startAtMs: number) {
    this.limit = checked(perSecond);
    this.wire = new BusyWindow(perSecond, WIRE_WINDOW_MS);
    this.nextSlot = startAtMs;
  }

  /** Milliseconds until the next slot; 0: now. */
  waitMs(now: number): number {
    return Math.max(0, this.nextSlot - now, this.pausedUntil - now, this.wire.waitMs(now));
  }

  /** Uses a slot; to be called when `waitMs` is 0. One that is used earlier is owed. */
  take(now: number): Slot {
    this.use(1, now);
    return this.wire.take();
  }

  /** Messages that use slots without asking: received ones. */
  count(messages: number, now: number): void {
    if (messages <= 0) return;
    this.use(messages, now);
    this.wire.count(messages, now);
    // After a whole window they count no more, however many they were.
    this.nextSlot = Math.min(this.nextSlot, now + WINDOW_MS);
  }

  /** Another limit from now on: a higher one at once, a lower one a window after the last message. */
  setLimit(perSecond: number, now: number): void {
    const isLower = checked(perSecond) < this.limit;
    this.limit = perSecond;
    this.wire.setLimit(perSecond);
    if (isLower) this.nextSlot = Math.max(this.nextSlot, Math.min(now, this.lastUse) + WINDOW_MS);
  }

  /** No slot before that time. A shorter pause does not end a longer one. */
  pause(untilMs: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, untilMs);
  }

  /**
   * The provider said that it was too fast (130429): a pause of 1 s, then 5 % slower, and 1 % of the limit faster again
   * every 10 s. What is said again during that pause is about the same crowd, and changes nothing.
   */
  slowDown(now: number): void {
    if (now < this.recoversFrom) return;
    this.share = Math.max(SLOWEST_SHARE, this.shareAt(now) * SLOWER_BY);
    this.recoversFrom = now + THROTTLED_PAUSE_MS;
    this.pause(this.recoversFrom);
  }

  /** Messages a second that it aims at now, at most 98 % of the limit. */
  rate(now: number): number {
    return this.limit * this.shareAt(now) * USED_SHARE;
  }

  private use(slots: number, now: number): void {
    const spacing = WINDOW_MS / this.rate(now);
    this.nextSlot = Math.max(this.nextSlot, now - LONGEST_CATCH_UP_MS) + slots * spacing;
    this.lastUse = now;
  }

  private shareAt(now: number): number {
    const steps = Math.max(0, Math.floor((now - this.recoversFrom) / RECOVERY.everyMs));
    return Math.min(1, this.share + steps * RECOVERY.share);
  }
}

function checked(perSecond: number): number {
  if (perSecond > 0 && Number.isFinite(perSecond)) return perSecond;
  throw new RangeError(`perSecond must be a number above 0, not ${perSecond}`);
}
