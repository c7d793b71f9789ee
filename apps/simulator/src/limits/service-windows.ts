import type { SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';
import { inboundOf } from './inbound';

const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Until when a business may write freely to a person: 24 hours from the last message or call of theirs to that number. */
export class ServiceWindows {
  private readonly openedAt = new Map<string, number>();

  constructor(private readonly clock: Pick<SimulatedClock, 'now' | 'timeOf'>) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind !== 'webhook.emitted') return;
    const at = this.clock.timeOf(entry);
    for (const { phoneNumberId, names } of inboundOf(entry.payload))
      for (const name of names) this.openedAt.set(`${phoneNumberId} ${name}`, at);
  }

  /** @param name the person's digits or business-scoped id */
  isOpen(phoneNumberId: string, name: string): boolean {
    const openedAt = this.openedAt.get(`${phoneNumberId} ${name}`);
    return openedAt !== undefined && this.clock.now() - openedAt < WINDOW_MS;
  }
}
