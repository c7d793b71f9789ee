import { Injectable } from '@nestjs/common';
import { currentTenant } from '../kernel/context';
import { returned, Transaction } from '../platform/database/transaction';
import { Progress } from './checklist';

@Injectable()
export class ChecklistRepository {
  async progress(transaction: Transaction): Promise<Progress> {
    const [row]: Progress[] = await transaction.query(
      `SELECT checklist_dismissed_at IS NOT NULL AS dismissed,
         EXISTS (SELECT 1 FROM message WHERE tenant_id = tenant.id AND direction = 'inbound') AS talk,
         EXISTS (SELECT 1 FROM channel WHERE tenant_id = tenant.id AND NOT simulated) AS connect,
         EXISTS (SELECT 1 FROM membership WHERE tenant_id = tenant.id OFFSET 1)
           OR EXISTS (SELECT 1 FROM invitation WHERE tenant_id = tenant.id) AS invite
       FROM tenant WHERE id = $1`,
      [currentTenant()],
    );
    if (row === undefined) throw new Error('The tenant of the request is gone.');
    return row;
  }

  /** The first time counts: every other one is answered false. */
  async dismiss(transaction: Transaction): Promise<boolean> {
    const result: unknown = await transaction.query(
      `UPDATE tenant SET checklist_dismissed_at = now()
       WHERE id = $1 AND checklist_dismissed_at IS NULL RETURNING id`,
      [currentTenant()],
    );
    return returned(result).length > 0;
  }
}
