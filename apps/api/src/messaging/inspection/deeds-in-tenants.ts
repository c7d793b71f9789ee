import { Injectable } from '@nestjs/common';
import { forTenants } from '../../kernel/context';
import { setTenants } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { AuditTrail } from '../../tenancy';

type Deed = Parameters<AuditTrail['record']>[1];

/** What the operator did with data of tenants, in the audit trail of each of them. */
@Injectable()
export class DeedsInTenants {
  constructor(private readonly audit: AuditTrail) {}

  /**
   * The last thing in a transaction of parley_system, which is for the last of these tenants afterwards. Two who record
   * for the same tenants wait for each other in one order.
   */
  async record(
    transaction: Transaction,
    tenantIds: readonly string[],
    deedOf: (tenantId: string) => Deed,
  ): Promise<void> {
    for (const tenantId of [...new Set(tenantIds)].sort()) {
      await forTenants([tenantId], async () => {
        await setTenants(transaction, [tenantId]);
        await this.audit.record(transaction, deedOf(tenantId));
      });
    }
  }
}
