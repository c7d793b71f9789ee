import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { Identity } from '../communication-adapter';

/** Within one tenant, identities of one provider are one space: the same number writes to two channels as one person. */
const SCOPE = 'whatsapp';

@Injectable()
export class ContactsRepository {
  /**
   * The contact that any of these identities belongs to, made now if there is none; identities that are new are added
   * to it. Callers hold the lock of the exploding step, so that one person cannot be made twice.
   */
  async resolve(
    transaction: Transaction,
    identities: readonly Identity[],
    name: string | null,
  ): Promise<string> {
    const tenantId = currentTenant();
    const known = await this.find(transaction, identities);
    const contactId = known ?? newId();
    if (known === undefined) {
      await transaction.query('INSERT INTO contact (tenant_id, id, name) VALUES ($1, $2, $3)', [
        tenantId,
        contactId,
        name ?? identities[0]?.value ?? 'Unknown',
      ]);
    }
    await transaction.query(
      `INSERT INTO contact_identity (tenant_id, id, contact_id, scope, kind, value)
       SELECT $1, given.id, $2, $3, given.kind, given.value
       FROM unnest($4::uuid[], $5::text[], $6::text[]) AS given (id, kind, value)
       ON CONFLICT (tenant_id, scope, kind, value) DO NOTHING`,
      [
        tenantId,
        contactId,
        SCOPE,
        identities.map(() => newId()),
        identities.map(({ kind }) => kind),
        identities.map(({ value }) => value),
      ],
    );
    return contactId;
  }

  /** The oldest contact that one of the identities belongs to. */
  private async find(transaction: Transaction, identities: readonly Identity[]): Promise<string | undefined> {
    const rows: { contactId: string }[] = await transaction.query(
      `SELECT contact_id AS "contactId"
       FROM contact_identity JOIN unnest($3::text[], $4::text[]) AS given (kind, value) USING (kind, value)
       WHERE tenant_id = $1 AND scope = $2
       ORDER BY id LIMIT 1`,
      [currentTenant(), SCOPE, identities.map(({ kind }) => kind), identities.map(({ value }) => value)],
    );
    return rows[0]?.contactId;
  }
}
