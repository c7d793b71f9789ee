import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { currentActor, forTenants } from '../../kernel/context';
import { setTenants } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { AuditTrail } from '../../tenancy';

type Deed = Parameters<AuditTrail['record']>[1];

/**
 * What the operator did with data of tenants: in the audit trail of each of them, and looking at data also in the log,
 * since nobody may know yet whose it is.
 */
@Injectable()
export class DeedsInTenants {
  constructor(
    private readonly audit: AuditTrail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** That somebody looked into it. As `record`. */
  async opened(
    transaction: Transaction,
    target: { readonly kind: 'webhook_delivery' | 'dead_letter'; readonly id: string },
    tenantIds: readonly string[],
  ): Promise<void> {
    this.logger.info({ actor: actor(), target, tenantIds }, 'an operator opened what was received');
    await this.record(transaction, tenantIds, () => ({ action: `${target.kind}.opened`, target }));
  }

  /** That somebody looked for a text in the bodies of webhooks. What text it was may itself be of a customer. */
  searched(): void {
    this.logger.info({ actor: actor() }, 'an operator searched the bodies of webhooks');
  }

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

function actor(): { kind: string; id: string | null } {
  const { kind, id } = currentActor();
  return { kind, id };
}
