import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';

export interface TenantName {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** The directory of all tenants, for whoever runs the installation. */
@Injectable()
export class TenantNamesRepository {
  async allAcrossTenants(transaction: Transaction): Promise<Map<string, TenantName>> {
    return byId(await transaction.query('SELECT id, slug, name FROM tenant'));
  }

  async ofAcrossTenants(transaction: Transaction, ids: readonly string[]): Promise<Map<string, TenantName>> {
    if (ids.length === 0) return new Map();
    return byId(await transaction.query('SELECT id, slug, name FROM tenant WHERE id = ANY ($1)', [ids]));
  }

  /** Null where no tenant has that slug. */
  async idOfAcrossTenants(transaction: Transaction, slug: string): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query('SELECT id FROM tenant WHERE slug = $1', [slug]);
    return rows[0]?.id ?? null;
  }
}

const byId = (rows: TenantName[]): Map<string, TenantName> => new Map(rows.map((row) => [row.id, row]));
