/** A message that may go out, from when it was let go until it is on its way. */
export interface Slot {
  /** Its first byte goes out now. What is said later changes nothing. */
  begun(now: number): void;
  /** It was never begun. */
  unused(): void;
}

/**
 * What really left within the last moments. A message may wait for its connection after its slot has come, and then go out
 * together with later ones: until it has, it is counted as if it might go out at any moment. Memory for as many as may leave.
 */
export class BusyWindow {
  /** When each of the last messages went out, in order. */
  private readonly times: number[] = [];
  private pending = 0;

  constructor(
    private limit: number,
    private readonly lengthMs: number,
  ) {}

  setLimit(limit: number): void {
    this.limit = limit;
  }

  /** Milliseconds until one more would not be too many; Infinity while that depends on those that are about to go out. */
  waitMs(now: number): number {
    const free = this.limit - this.pending;
    if (free <= 0) return Infinity;
    const blocking = this.times[this.times.length - free];
    return blocking === undefined ? 0 : Math.max(0, blocking + this.lengthMs - now);
  }

  take(): Slot {
    this.pending += 1;
    let isOpen = true;
    const close = (): boolean => {
      if (!isOpen) return false;
      isOpen = false;
      this.pending -= 1;
      return true;
    };
    return {
      begun: (now) => void (close() && this.count(1, now)),
      unused: () => void close(),
    };
  }

  /** Messages that went through at that moment without asking. */
  count(messages: number, now: number): void {
    const moment = Math.max(now, this.times.at(-1) ?? now);
    for (let n = Math.min(messages, this.limit); n > 0; n -= 1) this.times.push(moment);
    const gone = this.times.findIndex((time) => time > moment - this.lengthMs);
    if (gone > 0) this.times.splice(0, gone);
  }
}
