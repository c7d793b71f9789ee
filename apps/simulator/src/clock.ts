import type { LedgerEntry } from './ledger/ledger-entry';

/**
 * The simulator's own time: the machine's, and what it was put forward since. Windows, limits and lifetimes go by it;
 * timestamps in webhooks do not, since the product compares them with its own clock.
 */
export class SimulatedClock {
  private forwardMs = 0;

  get offsetMs(): number {
    return this.forwardMs;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.forwardMs;
  }

  /** When an entry of the ledger happened, by this clock as it stood then: for whoever rebuilds state in order. */
  timeOf(entry: LedgerEntry): number {
    return Date.parse(entry.at) + this.forwardMs;
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'clock.advanced') this.forwardMs += entry.byMs;
  }
}

/** Microseconds by the machine's clock that is never set back: only differences mean something. */
export function monotonicMicroseconds(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
