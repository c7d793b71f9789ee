const SECOND_US = 1_000_000;

/**
 * At most so many in any second that one looks at, exactly: the ring holds the last `limit` moments, so a full second
 * is one whose oldest is less than a second old. Constant time and memory.
 */
export class SlidingSecond {
  private readonly ring: Float64Array;
  private next = 0;

  /** @param limit how many a second may hold */
  constructor(readonly limit: number) {
    this.ring = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY);
  }

  /** Whether there is room at this moment, in microseconds that never go back. */
  hasRoom(atUs: number): boolean {
    return atUs - (this.ring[this.next] ?? 0) >= SECOND_US;
  }

  /** Counts one, with or without room: nobody asks whether a person may write. */
  count(atUs: number): void {
    this.ring[this.next] = atUs;
    this.next = (this.next + 1) % this.limit;
  }
}
