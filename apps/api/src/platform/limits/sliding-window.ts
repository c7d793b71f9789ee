const WINDOW_MS = 1_000;
/** Told apart within a window, as the stores do it; an admission counts from the beginning of its own to the end. */
const GRANULE_MS = 10;
/** Those that a window touches. */
export const GRANULES = WINDOW_MS / GRANULE_MS + 1;

export interface Admission {
  readonly allowed: boolean;
  /** Milliseconds until one more would be allowed if nobody else asked; 0 where it was. */
  readonly waitMs: number;
  /** When it was asked, in milliseconds of the clock that decided. */
  readonly atMs: number;
}

/**
 * The rule of every limiter: no window of 1,000 ms holds more admissions than `perSecond`, and a caller who takes every
 * one has more than 99 % of them. A whole second's worth may go at once; `Pacer` spreads it. Constant memory, constant time.
 *
 * A clock that goes back by up to a second stands still until it is where it was; one that goes back by more lets what
 * was admitted count for another second.
 */
export class SlidingWindow {
  private counts = new Float64Array(GRANULES);
  private newest = 0;

  /** Counts one if it is allowed. */
  admit(nowMs: number, perSecond: number): Admission {
    this.passTo(Math.floor(nowMs / GRANULE_MS));
    const total = this.counts.reduce((sum, count) => sum + count, 0);
    if (total < perSecond) {
      this.counts[this.newest % GRANULES] = this.countOf(this.newest) + 1;
      return { allowed: true, waitMs: 0, atMs: nowMs };
    }
    return { allowed: false, waitMs: this.endOfExcess(total - perSecond) - nowMs, atMs: nowMs };
  }

  private passTo(granule: number): void {
    if (granule < this.newest - (GRANULES - 1)) {
      const total = this.counts.reduce((sum, count) => sum + count, 0);
      this.counts = new Float64Array(GRANULES);
      this.counts[granule % GRANULES] = total;
      this.newest = granule;
    }
    const begun = Math.max(this.newest + 1, granule - (GRANULES - 1));
    for (let passed = begun; passed <= granule; passed += 1) this.counts[passed % GRANULES] = 0;
    this.newest = Math.max(this.newest, granule);
  }

  /** When so many, and one more, count no longer. */
  private endOfExcess(excess: number): number {
    let left = excess;
    let granule = this.newest - (GRANULES - 1);
    while (granule < this.newest && left - this.countOf(granule) >= 0) {
      left -= this.countOf(granule);
      granule += 1;
    }
    return (granule + GRANULES) * GRANULE_MS;
  }

  private countOf(granule: number): number {
    return this.counts[granule % GRANULES] ?? 0;
  }
}
