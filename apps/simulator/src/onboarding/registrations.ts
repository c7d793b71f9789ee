import type { SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';

/** Facts D. */
const MOST = 10;
const SPAN_MS = 72 * 60 * 60 * 1000;

/** How often numbers were registered and deregistered. */
export class Registrations {
  private readonly steps = new Map<string, number[]>();

  constructor(private readonly clock: Pick<SimulatedClock, 'now' | 'timeOf'>) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind !== 'number.stepped') return;
    const before = this.steps.get(entry.phoneNumberId) ?? [];
    this.steps.set(entry.phoneNumberId, [...before, this.clock.timeOf(entry)].slice(-MOST));
  }

  hasRoom(phoneNumberId: string): boolean {
    const since = this.clock.now() - SPAN_MS;
    return (this.steps.get(phoneNumberId) ?? []).filter((at) => at > since).length < MOST;
  }
}
