import type { SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';
import { MESSAGING_LIMITS, ORDINARY_ACCOUNT, type AccountState } from './account-state';

/** What Meta thinks of each account: nothing special until something is said of it. */
export class Accounts {
  private readonly byId = new Map<string, AccountState>();

  constructor(private readonly clock: Pick<SimulatedClock, 'now'>) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'account.changed') this.byId.set(entry.wabaId, entry.account);
  }

  /** With the restrictions that are not over. */
  find(wabaId: string): AccountState {
    const account = this.byId.get(wabaId);
    if (account === undefined) return ORDINARY_ACCOUNT;
    const now = this.clock.now();
    return { ...account, restrictions: account.restrictions.filter(({ until }) => until > now) };
  }

  /** People in 24 hours; undefined where nothing was said of it. */
  uniqueRecipientsOf(wabaId: string): number | undefined {
    const tier = this.byId.get(wabaId)?.messagingLimit;
    return tier === undefined || tier === null ? undefined : MESSAGING_LIMITS[tier];
  }
}
