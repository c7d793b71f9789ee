const STRETCHES = 10;

interface Stretch {
  /** Which tenth of a window it is, counted from 0 on the clock. */
  number: number;
  failed: number;
  all: number;
}

/**
 * Outcomes of the last while, counted in tenths of it: what is older than the window never counts, and what is younger
 * than nine tenths of it always does.
 */
export class FailureWindow {
  private readonly stretchMs: number;
  private readonly stretches: Stretch[] = Array.from({ length: STRETCHES }, () => empty(-1));

  constructor(windowMs: number) {
    this.stretchMs = windowMs / STRETCHES;
  }

  add(hasFailed: boolean, now: number): void {
    const number = Math.floor(now / this.stretchMs);
    const place = ((number % STRETCHES) + STRETCHES) % STRETCHES;
    const present = this.stretches[place];
    const stretch = present?.number === number ? present : empty(number);
    stretch.all += 1;
    if (hasFailed) stretch.failed += 1;
    this.stretches[place] = stretch;
  }

  countsAt(now: number): { readonly failed: number; readonly all: number } {
    const oldest = Math.floor(now / this.stretchMs) - STRETCHES;
    const counted = this.stretches.filter(({ number }) => number > oldest);
    return {
      failed: counted.reduce((sum, stretch) => sum + stretch.failed, 0),
      all: counted.reduce((sum, stretch) => sum + stretch.all, 0),
    };
  }

  clear(): void {
    this.stretches.fill(empty(-1));
  }
}

const empty = (number: number): Stretch => ({ number, failed: 0, all: 0 });
