import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';

/** Whose membership changed. */
export interface ChangedMember {
  readonly tenantId: string;
  readonly memberId: string;
  readonly userId: string;
}

/** Runs in the transaction of the change, as parley_system: if it throws, nothing has changed. */
export type MemberChangeHandler = (transaction: Transaction, member: ChangedMember) => Promise<void>;

export interface MemberChangeHandlers {
  /** They were removed, or left. */
  readonly departed?: MemberChangeHandler;
  readonly roleChanged?: MemberChangeHandler;
}

/** For the slices above, which this one does not know: what else happens when a membership changes. */
@Injectable()
export class MemberChanges {
  private readonly registered: MemberChangeHandlers[] = [];

  register(handlers: MemberChangeHandlers): void {
    this.registered.push(handlers);
  }

  async departed(transaction: Transaction, member: ChangedMember): Promise<void> {
    for (const { departed } of this.registered) await departed?.(transaction, member);
  }

  async roleChanged(transaction: Transaction, member: ChangedMember): Promise<void> {
    for (const { roleChanged } of this.registered) await roleChanged?.(transaction, member);
  }
}
