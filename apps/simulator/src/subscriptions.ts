import type { LedgerEntry } from './ledger/ledger-entry';

export interface Subscription {
  /** Where Meta would send this account's messages instead of to the app's own address. */
  overrideUrl: string | null;
}

/** Which accounts the product's app listens to: all of them until it says otherwise. */
export class Subscriptions {
  private readonly byAccount = new Map<string, Subscription | null>();

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'app.subscribed') this.byAccount.set(entry.wabaId, { overrideUrl: entry.overrideUrl });
    else if (entry.kind === 'app.unsubscribed') this.byAccount.set(entry.wabaId, null);
  }

  find(wabaId: string): Subscription | null {
    const known = this.byAccount.get(wabaId);
    return known === undefined ? { overrideUrl: null } : known;
  }
}
