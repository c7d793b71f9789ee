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
  /** They were removed by somebody else. */
  readonly removed?: MemberChangeHandler;
  /** They left by themselves. */
  readonly left?: MemberChangeHandler;
  readonly roleChanged?: MemberChangeHandler;
}

/** For the slices above, which this one does not know: what else happens when a membership changes. */
@Injectable()
export class MemberChanges {
  private readonly registered: MemberChangeHandlers[] = [];

  register(handlers: MemberChangeHandlers): void {
    this.registered.push(handlers);
  }

  async tell(
    change: keyof MemberChangeHandlers,
    transaction: Transaction,
    member: ChangedMember,
  ): Promise<void> {
    for (const handlers of this.registered) await handlers[change]?.(transaction, member);
  }
}
