import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { Heard } from './heard-of';
import { TEMPLATE_COLUMNS } from '../template-columns';
import { Template } from '../template';
import { TemplatesCache } from '../templates.cache';
import { TemplateAccount } from '../templates.repository';

/** Templates as news name them. */
@Injectable()
export class TemplateNewsRepository {
  constructor(private readonly cache: TemplatesCache) {}

  /** By what messages call it. Nobody else changes it until the transaction ends. */
  async lock(
    transaction: Transaction,
    { provider, accountId }: TemplateAccount,
    key: string,
  ): Promise<Template | null> {
    const rows: Template[] = await transaction.query(
      `SELECT ${TEMPLATE_COLUMNS} FROM template
       WHERE tenant_id = $1 AND provider = $2 AND account_id = $3 AND key = $4 FOR NO KEY UPDATE`,
      [currentTenant(), provider, accountId, key],
    );
    return rows[0] ?? null;
  }

  async move(transaction: Transaction, heard: Heard): Promise<void> {
    await transaction.query(
      `UPDATE template SET external_id = $3, status = $4, status_at = $5, quality = $6, quality_at = $7, category = $8,
         previous_category = $9, correct_category = $10, category_at = $11, rejection_reason = $12, recommendation = $13,
         pause_reason = $14, paused_until = $15, heard = heard + 1, version = version + 1, updated_at = now()
       WHERE tenant_id = $1 AND id = $2`,
      [
        currentTenant(),
        heard.id,
        heard.externalId,
        heard.status,
        heard.statusAt,
        heard.quality,
        heard.qualityAt,
        heard.category,
        heard.previousCategory,
        heard.correctCategory,
        heard.categoryAt,
        heard.rejectionReason,
        heard.recommendation,
        heard.pauseReason,
        heard.pausedUntil,
      ],
    );
    this.cache.invalidate(transaction, [heard.id]);
  }
}
