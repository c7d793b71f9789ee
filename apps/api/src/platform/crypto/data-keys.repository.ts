import { Injectable } from '@nestjs/common';
import { returned, Transaction } from '../database/transaction';
import { WrappedKey } from './encryption-keys';

const COLUMNS = 'id, tenant_id AS "tenantId", wrapped, wrapped_by AS "wrappedBy"';

export interface RetiredKey {
  readonly id: string;
  readonly tenantId: string | null;
  readonly retiredForMs: number;
}

/** `data_key` belongs to no tenant: the keys of accounts are in it too. */
@Injectable()
export class DataKeysRepository {
  async find(transaction: Transaction, id: string): Promise<WrappedKey | null> {
    const rows: WrappedKey[] = await transaction.query(`SELECT ${COLUMNS} FROM data_key WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  async findInUse(transaction: Transaction, tenantId: string | null): Promise<WrappedKey | null> {
    const ofTenant = tenantId === null ? 'tenant_id IS NULL' : 'tenant_id = $1';
    const rows: WrappedKey[] = await transaction.query(
      `SELECT ${COLUMNS} FROM data_key WHERE ${ofTenant} AND retired_at IS NULL`,
      tenantId === null ? [] : [tenantId],
    );
    return rows[0] ?? null;
  }

  /** Does nothing where the tenant has a key in use already. */
  async insertIfNone(transaction: Transaction, key: WrappedKey): Promise<void> {
    await transaction.query(
      `INSERT INTO data_key (id, tenant_id, wrapped, wrapped_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id) WHERE retired_at IS NULL DO NOTHING`,
      [key.id, key.tenantId, key.wrapped, key.wrappedBy],
    );
  }

  /** In the order of their ids, after that one; null is before all. */
  async listAfter(transaction: Transaction, id: string | null, limit: number): Promise<WrappedKey[]> {
    return transaction.query(
      `SELECT ${COLUMNS} FROM data_key WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
      [id, limit],
    );
  }

  /** The same key in another wrapping. False when it was wrapped anew meanwhile. */
  async rewrap(transaction: Transaction, key: WrappedKey, wrappedBefore: Buffer): Promise<boolean> {
    const rows = returned(
      await transaction.query(
        'UPDATE data_key SET wrapped = $2, wrapped_by = $3 WHERE id = $1 AND wrapped = $4 RETURNING id',
        [key.id, key.wrapped, key.wrappedBy, wrappedBefore],
      ),
    );
    return rows.length > 0;
  }

  /** From now on none is in use; the first who seals makes a new one. */
  async retireAll(transaction: Transaction): Promise<number> {
    const rows = returned(
      await transaction.query('UPDATE data_key SET retired_at = now() WHERE retired_at IS NULL RETURNING id'),
    );
    return rows.length;
  }

  async retired(transaction: Transaction): Promise<RetiredKey[]> {
    return transaction.query(
      `SELECT id, tenant_id AS "tenantId", extract(epoch FROM now() - retired_at)::float8 * 1000 AS "retiredForMs"
       FROM data_key WHERE retired_at IS NOT NULL ORDER BY id`,
    );
  }

  /** @throws QueryFailedError (foreign key) while anything is sealed with it */
  async delete(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('DELETE FROM data_key WHERE id = $1 AND retired_at IS NOT NULL', [id]);
  }
}
