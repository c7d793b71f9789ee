import { Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';

/** News of an account as they were stored. */
export interface ToldAccountEvent {
  readonly tenantId: string;
  readonly provider: string;
  readonly accountId: string;
  readonly field: string;
  readonly payload: unknown;
  readonly at: Date;
}

/**
 * Who else has to know what a provider says of an account, in the transaction that keeps it. Of several tenants, for
 * exactly those of the work that runs; a piece of news may come again. Must not wait for anybody.
 */
export abstract class AccountNewsReceiver {
  /** What changed by it. */
  abstract receiveAll(transaction: Transaction, events: readonly ToldAccountEvent[]): Promise<Change[]>;
}
