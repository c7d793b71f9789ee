import { Injectable } from '@nestjs/common';
import { TenantCaches } from '../../platform/cache/tenant-caches';
import { Transaction } from '../../platform/database/transaction';
import { Tenant } from './tenant.entity';

/** What people see of their tenant. */
export type ShownTenant = Pick<
  Tenant,
  'id' | 'slug' | 'name' | 'timeZone' | 'language' | 'unknownReplies' | 'version' | 'createdAt'
>;

/** The settings of the current tenant, as they were at most a second ago. */
@Injectable()
export class TenantSettingsCache {
  constructor(private readonly caches: TenantCaches) {}

  async fetch(load: () => Promise<Tenant>): Promise<ShownTenant> {
    const { createdAt, ...settings } = await this.caches.current().fetch('tenant', 'settings', async () => {
      const { id, slug, name, timeZone, language, unknownReplies, version, ...more } = await load();
      return {
        ...{ id, slug, name, timeZone, language, unknownReplies, version },
        createdAt: more.createdAt.toISOString(),
      };
    });
    return { ...settings, createdAt: new Date(createdAt) };
  }

  invalidate(transaction: Transaction): void {
    this.caches.current().invalidate(transaction, 'tenant', 'settings');
  }
}
