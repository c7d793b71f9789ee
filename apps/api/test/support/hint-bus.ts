import { Subject } from 'rxjs';
import { Realtime } from '../../src/platform/realtime/realtime';

/** What one process was told of stale things, as far as a test lets it hear of that, in the order that it wants. */
export class Hints {
  readonly stale = new Subject<string>();
  private waiting: (readonly string[])[] = [];

  constructor(private readonly tellOthers: (names: readonly string[]) => void) {}

  tellStale(names: readonly string[]): Promise<void> {
    this.tellOthers(names);
    return Promise.resolve();
  }

  get realtime(): Realtime {
    return this as unknown as Realtime;
  }

  /** Every name that was told and not heard of yet. */
  get names(): string[] {
    return this.waiting.flat();
  }

  add(names: readonly string[]): void {
    this.waiting.push(names);
  }

  /** Hands over a hint of exactly these names, if there is one. */
  deliver(names: readonly string[]): void {
    for (const hint of this.take(names)) for (const name of hint) this.stale.next(name);
  }

  lose(names: readonly string[]): void {
    this.take(names);
  }

  /** From the newest to the oldest. */
  deliverAll(): void {
    for (const name of this.waiting.splice(0).reverse().flat()) this.stale.next(name);
  }

  loseAll(): void {
    this.waiting = [];
  }

  private take(names: readonly string[]): (readonly string[])[] {
    const at = this.waiting.findIndex((one) => one.join() === names.join());
    return at < 0 ? [] : this.waiting.splice(at, 1);
  }
}

/** Carries hints to whoever listens, and loses none unless it is told to. */
export class HintBus {
  private readonly all: Hints[] = [];

  /** One process's end. */
  join(): Hints {
    const hints = new Hints((names) => {
      for (const other of this.living) if (other !== hints) other.add(names);
    });
    this.all.push(hints);
    return hints;
  }

  get names(): string[] {
    return this.living.flatMap(({ names }) => names);
  }

  deliver(): void {
    for (const hints of this.living) hints.deliverAll();
  }

  lose(): void {
    for (const hints of this.living) hints.loseAll();
  }

  /** Who stopped to listen is dead. */
  private get living(): Hints[] {
    return this.all.filter(({ stale }) => stale.observed);
  }
}
