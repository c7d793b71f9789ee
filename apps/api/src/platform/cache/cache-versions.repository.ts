import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../database/transaction';
import { CachedThing } from './cache-key';

/** Whatever the current tenant has: its version is part of that of each of its things. */
export const EVERYTHING: CachedThing = { entity: '', id: '' };

/**
 * What was loaded under one version is old as soon as there is another. Versions are ids and not numbers: after the
 * database went back to a backup none of them comes again with another meaning.
 */
@Injectable()
export class CacheVersionsRepository {
  /** Of a thing of the current tenant; what was never written has one too. */
  async of(transaction: Transaction, { entity, id }: CachedThing): Promise<string> {
    const [row]: { version: string | null }[] = await transaction.query(
      `SELECT string_agg(version::text, '/' ORDER BY entity) AS version FROM tenant_cache_version
       WHERE tenant_id = $1 AND ((entity = '' AND id = '') OR (entity = $2 AND id = $3))`,
      [currentTenant(), entity, id],
    );
    return row?.version ?? 'first';
  }

  /** Gives these things of the current tenant new versions. Locks them, always in the same order. */
  async renew(transaction: Transaction, things: readonly CachedThing[]): Promise<void> {
    await transaction.query(
      `INSERT INTO tenant_cache_version (tenant_id, entity, id, version)
       SELECT $1, entity, id, version FROM unnest($2::text[], $3::text[], $4::uuid[]) AS given (entity, id, version)
       ORDER BY entity, id
       ON CONFLICT (tenant_id, entity, id) DO UPDATE SET version = EXCLUDED.version`,
      [
        currentTenant(),
        things.map(({ entity }) => entity),
        things.map(({ id }) => id),
        things.map(() => newId()),
      ],
    );
  }
}
