import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { returned, Transaction } from '../../platform/database/transaction';
import { TenantSettingsCache } from './tenant-settings.cache';
import { Tenant, UnknownReplies } from './tenant.entity';

/** What people may change about their tenant. */
export interface TenantSettings {
  readonly name: string;
  readonly timeZone: string;
  readonly language: string;
  readonly unknownReplies: UnknownReplies;
}

@Injectable()
export class TenantsRepository {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly settings: TenantSettingsCache,
  ) {}

  current(): Promise<Tenant> {
    return this.app.reading((transaction) => this.get(transaction));
  }

  get(transaction: Transaction): Promise<Tenant> {
    return transaction.findOneByOrFail(Tenant, { id: currentTenant() });
  }

  /** As it is now and stays until the transaction ends; others may still refer to it. */
  lock(transaction: Transaction): Promise<Tenant> {
    const id = currentTenant();
    return transaction.findOneOrFail(Tenant, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async change(transaction: Transaction, settings: TenantSettings): Promise<void> {
    await transaction.query(
      `UPDATE tenant SET name = $2, time_zone = $3, language = $4, unknown_replies = $5, version = version + 1
       WHERE id = $1`,
      [currentTenant(), settings.name, settings.timeZone, settings.language, settings.unknownReplies],
    );
    this.settings.invalidate(transaction);
  }

  /** False when the slug is somebody else's. */
  async insert(transaction: Transaction, { name, slug }: { name: string; slug: string }): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      'INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING RETURNING id',
      [currentTenant(), slug, name],
    );
    return rows.length > 0;
  }

  /** False when the slug is somebody else's. */
  async rename(transaction: Transaction, { name, slug }: { name: string; slug: string }): Promise<boolean> {
    const result: unknown = await transaction.query(
      `UPDATE tenant SET name = $2, slug = $3, version = version + 1
       WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM tenant other WHERE other.slug = $3 AND other.id <> $1)
       RETURNING id`,
      [currentTenant(), name, slug],
    );
    this.settings.invalidate(transaction);
    return returned(result).length > 0;
  }

  async setVerified(
    transaction: Transaction,
    { verifiedAt, brokenAt }: { verifiedAt: Date; brokenAt: number | null },
  ): Promise<void> {
    await transaction.query('UPDATE tenant SET audit_verified_at = $2, audit_broken_at = $3 WHERE id = $1', [
      currentTenant(),
      verifiedAt,
      brokenAt,
    ]);
  }

  /** The tenants whose record was last gone through before that. */
  findAcrossTenantsVerifiedBefore(instant: Date): Promise<{ id: string }[]> {
    return this.system.systemTransaction((transaction) =>
      transaction.query(
        'SELECT id FROM tenant WHERE audit_verified_at IS NULL OR audit_verified_at <= $1 ORDER BY id',
        [instant],
      ),
    );
  }

  /** Reads the directory across tenants: only the way in, which has no tenant yet, may ask. */
  findAcrossTenantsBySlug(slug: string): Promise<Tenant | null> {
    return this.system.systemTransaction((transaction) => transaction.findOneBy(Tenant, { slug }));
  }

  /** The oldest tenant that nobody belongs to: the first person who comes may have it. */
  async findAcrossTenantsMemberless(
    transaction: Transaction,
  ): Promise<Pick<Tenant, 'id' | 'name' | 'slug'> | null> {
    const rows: Pick<Tenant, 'id' | 'name' | 'slug'>[] = await transaction.query(
      `SELECT id, name, slug FROM tenant
       WHERE NOT EXISTS (SELECT 1 FROM membership WHERE membership.tenant_id = tenant.id)
       ORDER BY created_at, id LIMIT 1`,
    );
    return rows[0] ?? null;
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
