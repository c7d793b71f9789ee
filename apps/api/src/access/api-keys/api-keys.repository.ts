import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { Permission } from '../../tenancy';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly lastFour: string;
  readonly scopes: readonly Permission[];
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedAddress: string | null;
  readonly revokedAt: Date | null;
  readonly rotatedFrom: string | null;
  readonly isReplaced: boolean;
  readonly version: number;
}

export type NewApiKeyRow = Pick<
  ApiKeyRow,
  | 'id'
  | 'name'
  | 'prefix'
  | 'lastFour'
  | 'scopes'
  | 'createdByName'
  | 'createdAt'
  | 'expiresAt'
  | 'rotatedFrom'
> & { readonly tokenHash: Buffer };

const COLUMNS = `
  api_key.id, api_key.name, api_key.prefix, api_key.last_four AS "lastFour", api_key.scopes,
  api_key.created_by_name AS "createdByName", api_key.created_at AS "createdAt", api_key.expires_at AS "expiresAt",
  api_key.last_used_at AS "lastUsedAt", api_key.last_used_address AS "lastUsedAddress",
  api_key.revoked_at AS "revokedAt", api_key.rotated_from AS "rotatedFrom", api_key.version,
  EXISTS (SELECT 1 FROM api_key successor WHERE successor.tenant_id = api_key.tenant_id
    AND successor.rotated_from = api_key.id) AS "isReplaced"`;

@Injectable()
export class ApiKeysRepository {
  /** Newest first. */
  list(transaction: Transaction): Promise<ApiKeyRow[]> {
    return transaction.query(
      `SELECT ${COLUMNS} FROM api_key WHERE tenant_id = $1 ORDER BY created_at DESC, id DESC`,
      [currentTenant()],
    );
  }

  /** Those that open something now. */
  async countWorking(transaction: Transaction): Promise<number> {
    const [row]: { count: number }[] = await transaction.query(
      `SELECT count(*)::int AS count FROM api_key
       WHERE tenant_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [currentTenant()],
    );
    return row?.count ?? 0;
  }

  /** The same work whether there is such a key or not. */
  async findByHash(
    transaction: Transaction,
    tokenHash: Buffer,
  ): Promise<(ApiKeyRow & { readonly tenantSlug: string }) | null> {
    const rows: (ApiKeyRow & { tenantSlug: string })[] = await transaction.query(
      `SELECT ${COLUMNS}, tenant.slug AS "tenantSlug" FROM api_key
       JOIN tenant ON tenant.id = api_key.tenant_id
       WHERE api_key.tenant_id = $1 AND api_key.token_hash = $2`,
      [currentTenant(), tokenHash],
    );
    return rows[0] ?? null;
  }

  /** Nobody else changes it until the transaction ends. */
  async lock(transaction: Transaction, id: string): Promise<ApiKeyRow | null> {
    const place = [currentTenant(), id];
    // A statement of its own: one that waits for the row would go on to look for a successor as of before it waited.
    await transaction.query(
      'SELECT 1 FROM api_key WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE',
      place,
    );
    const rows: ApiKeyRow[] = await transaction.query(
      `SELECT ${COLUMNS} FROM api_key WHERE tenant_id = $1 AND id = $2`,
      place,
    );
    return rows[0] ?? null;
  }

  async insert(transaction: Transaction, key: NewApiKeyRow): Promise<void> {
    await transaction.query(
      `INSERT INTO api_key (tenant_id, id, name, prefix, last_four, token_hash, scopes, created_by_name, created_at,
         expires_at, rotated_from)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        currentTenant(),
        key.id,
        key.name,
        key.prefix,
        key.lastFour,
        key.tokenHash,
        key.scopes,
        key.createdByName,
        key.createdAt,
        key.expiresAt,
        key.rotatedFrom,
      ],
    );
  }

  async change(
    transaction: Transaction,
    id: string,
    change: Partial<Pick<ApiKeyRow, 'name' | 'expiresAt' | 'revokedAt'>>,
  ): Promise<void> {
    await transaction.query(
      `UPDATE api_key SET name = coalesce($3, name), expires_at = coalesce($4, expires_at),
         revoked_at = coalesce($5, revoked_at), version = version + 1
       WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), id, change.name, change.expiresAt, change.revokedAt],
    );
  }

  /** Changes nothing when it was noted less than `quietMs` ago. */
  async noteUse(transaction: Transaction, id: string, address: string, quietMs: number): Promise<void> {
    await transaction.query(
      `UPDATE api_key SET last_used_at = now(), last_used_address = $3
       WHERE tenant_id = $1 AND id = $2
         AND (last_used_at IS NULL OR last_used_at <= now() - $4 * interval '1 millisecond')`,
      [currentTenant(), id, address, quietMs],
    );
  }
}
