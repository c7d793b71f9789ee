import type { LedgerEntry } from '../ledger/ledger-entry';
import type { BusinessProfile } from './business-profile';

/** The profiles of all numbers. */
export class Profiles {
  private readonly byNumber = new Map<string, BusinessProfile>();

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'profile.set') this.byNumber.set(entry.phoneNumberId, entry.profile);
  }

  find(phoneNumberId: string): BusinessProfile {
    return this.byNumber.get(phoneNumberId) ?? {};
  }
}
