/** How often something was tried, and how often it really happened. */
export interface Count {
  tried: number;
  seen: number;
}

export class Tally {
  readonly #counts = new Map<string, Count>();

  /** For what is to appear even when it was never tried. */
  expect(what: string): void {
    if (!this.#counts.has(what)) this.#counts.set(what, { tried: 0, seen: 0 });
  }

  add(what: string, seen: boolean): void {
    this.expect(what);
    const count = this.#counts.get(what) as Count;
    count.tried += 1;
    if (seen) count.seen += 1;
  }

  toJSON(): Record<string, Count> {
    return Object.fromEntries([...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** What was tried and never happened. */
  get missed(): string[] {
    return [...this.#counts].filter(([, { tried, seen }]) => tried > 0 && seen === 0).map(([what]) => what);
  }
}
