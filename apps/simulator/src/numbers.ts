import type { LedgerEntry } from './ledger/ledger-entry';
import type { BusinessNumber } from './settings';

/** The WhatsApp numbers that the simulator gives to the product: the one of the settings, and those added since. */
export class Numbers {
  private readonly byId = new Map<string, BusinessNumber>();

  constructor(readonly first: BusinessNumber) {
    this.byId.set(first.phoneNumberId, first);
  }

  list(): BusinessNumber[] {
    return [...this.byId.values()];
  }

  find(phoneNumberId: string): BusinessNumber | undefined {
    return this.byId.get(phoneNumberId);
  }

  /** Those of one WhatsApp account, in the order in which they were added. */
  ofAccount(wabaId: string): BusinessNumber[] {
    return this.list().filter((number) => number.wabaId === wabaId);
  }

  hasAccount(wabaId: string): boolean {
    return this.list().some((number) => number.wabaId === wabaId);
  }

  /** Whether one of them has this phone number (digits). */
  isBusiness(phone: string): boolean {
    return this.list().some(({ displayPhoneNumber }) => displayPhoneNumber === phone);
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'number.added' || entry.kind === 'number.changed')
      this.byId.set(entry.number.phoneNumberId, entry.number);
  }
}
