import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Dropped, TenantCaches } from '../../platform/cache/tenant-caches';
import { AppDatabase } from '../../platform/database/database';
import { AuditTrail } from '../audit/audit-trail';

/** What is cached of the current tenant, as a whole. */
@Injectable()
export class CacheService {
  constructor(
    private readonly database: AppDatabase,
    private readonly caches: TenantCaches,
    private readonly audit: AuditTrail,
  ) {}

  /** Drops all of it and nothing of anybody else; answers what there was. */
  clear(): Promise<Dropped> {
    const tenantId = currentTenant();
    return this.database.transaction(async (transaction) => {
      const dropped = await this.caches.invalidateTenant(transaction, tenantId);
      await this.audit.record(transaction, {
        action: 'cache.cleared',
        target: { kind: 'cache', id: tenantId },
        after: { entries: dropped.entries },
      });
      return dropped;
    });
  }
}
