import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { Role } from '../roles/roles';

@Injectable()
export class NoticesRepository {
  async find(transaction: Transaction, userId: string): Promise<{ holdMails: boolean } | null> {
    const rows: { holdMails: boolean }[] = await transaction.query(
      'SELECT hold_mails AS "holdMails" FROM membership WHERE tenant_id = $1 AND user_id = $2',
      [currentTenant(), userId],
    );
    return rows[0] ?? null;
  }

  async change(
    transaction: Transaction,
    userId: string,
    { holdMails }: { holdMails: boolean },
  ): Promise<boolean> {
    const result: unknown = await transaction.query(
      'UPDATE membership SET hold_mails = $3 WHERE tenant_id = $1 AND user_id = $2 RETURNING id',
      [currentTenant(), userId, holdMails],
    );
    return returned(result).length > 0;
  }

  async wantingHoldMails(transaction: Transaction, roles: readonly Role[]): Promise<string[]> {
    const rows: { email: string }[] = await transaction.query(
      `SELECT app_user.email FROM membership JOIN app_user ON app_user.id = membership.user_id
       WHERE membership.tenant_id = $1 AND membership.role = ANY ($2) AND membership.hold_mails
       ORDER BY membership.created_at, membership.id`,
      [currentTenant(), roles],
    );
    return rows.map(({ email }) => email);
  }
}
