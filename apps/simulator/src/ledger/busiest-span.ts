/** The most moments that lay within one span of time, wherever it began. A span that is exactly as long holds both ends not. */
export class BusiestSpan {
  private recent: number[] = [];
  private first = 0;
  most = 0;
  earliest: number | null = null;
  latest: number | null = null;

  constructor(private readonly length: number) {}

  /** @param at not before the one that was added last; an earlier one counts as late as that */
  add(at: number): void {
    const moment = Math.max(at, this.latest ?? at);
    this.earliest ??= moment;
    this.latest = moment;
    this.recent.push(moment);
    while (moment - (this.recent[this.first] ?? moment) >= this.length) this.first += 1;
    // Cut off now and then, so that each moment is moved once at most.
    if (this.first > 1_000 && this.first * 2 > this.recent.length) {
      this.recent = this.recent.slice(this.first);
      this.first = 0;
    }
    this.most = Math.max(this.most, this.recent.length - this.first);
  }
}
