import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { Tenant } from './tenant.entity';

@Injectable()
export class TenantsRepository {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
  ) {}

  current(): Promise<Tenant> {
    return this.app.transaction((transaction) =>
      transaction.findOneByOrFail(Tenant, { id: currentTenant() }),
    );
  }

  /** Reads the directory across tenants: only the way in, which has no tenant yet, may ask. */
  findAcrossTenantsBySlug(slug: string): Promise<Tenant | null> {
    return this.system.systemTransaction((transaction) => transaction.findOneBy(Tenant, { slug }));
  }

  /** Answers the tenant of that slug, made now if there was none. */
  async ensure(slug: string, name: string): Promise<Tenant> {
    await this.system.source.manager.query(
      'INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING',
      [newId(), slug, name],
    );
    return this.system.source.manager.findOneByOrFail(Tenant, { slug });
  }
}
