import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { FillingContact } from './contact-filling';

@Injectable()
export class FillingContactsRepository {
  async find(transaction: Transaction, id: string): Promise<FillingContact | null> {
    const rows: FillingContact[] = await transaction.query(
      `SELECT name, username,
         (SELECT value FROM contact_identity identity
          WHERE identity.tenant_id = $1 AND identity.contact_id = contact.id AND kind = 'phone' AND valid_to IS NULL
          ORDER BY valid_from DESC LIMIT 1) AS phone
       FROM contact WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }
}
