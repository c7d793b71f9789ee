import { ProblemForNow } from '../../kernel/problem';

/** Work that costs much memory and time each: `atOnce` run, `waiting` wait in order, and more are sent away. */
export class HashingLine {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly maxWaiting: number,
  ) {}

  /** @throws ProblemForNow 503 when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  private turn(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running++;
      return Promise.resolve();
    }
    if (this.waiting.length >= this.maxWaiting) return Promise.reject(busy());
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Who leaves gives their place to the first who waits. */
  private next(): void {
    const first = this.waiting.shift();
    if (first === undefined) this.running--;
    else first();
  }
}

const busy = (): ProblemForNow =>
  new ProblemForNow(503, 'busy', 'Too many people sign in right now. Please try again in a moment.', 5);
