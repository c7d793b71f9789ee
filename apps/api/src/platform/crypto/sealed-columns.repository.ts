import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../database/transaction';

/** Where sealed values are. Every name is a constant of ours, none comes from outside. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The generated column that names the data key. */
  readonly keyColumn: string;
  /** False: the rows belong to no tenant, as accounts do. */
  readonly ofTenants: boolean;
}

export interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer;
}

/** Reads and replaces what is sealed: of the current tenant, or of accounts. */
@Injectable()
export class SealedColumnsRepository {
  /** The next rows, in the order of their ids, that need one of these keys; nobody else changes them meanwhile. */
  async lockNext(
    transaction: Transaction,
    sealed: SealedColumn,
    keyIds: readonly string[],
    after: string | null,
    limit: number,
  ): Promise<SealedRow[]> {
    const { scope, values } = scopeOf(sealed);
    return transaction.query(
      `SELECT id, ${sealed.column} AS sealed FROM ${sealed.table}
       WHERE ${scope} AND ${sealed.keyColumn} = ANY ($2) AND ($3::uuid IS NULL OR id > $3)
       ORDER BY id LIMIT $4 FOR NO KEY UPDATE`,
      [...values, keyIds, after, limit],
    );
  }

  async replace(transaction: Transaction, sealed: SealedColumn, row: SealedRow): Promise<void> {
    const { scope, values } = scopeOf(sealed);
    await transaction.query(`UPDATE ${sealed.table} SET ${sealed.column} = $2 WHERE ${scope} AND id = $3`, [
      ...values,
      row.sealed,
      row.id,
    ]);
  }
}

function scopeOf({ ofTenants }: SealedColumn): { scope: string; values: [string | null] } {
  if (!ofTenants) return { scope: '$1::uuid IS NULL', values: [null] };
  return { scope: 'tenant_id = $1', values: [currentTenant()] };
}
