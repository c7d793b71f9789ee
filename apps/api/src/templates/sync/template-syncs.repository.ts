import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { TemplateAccount } from '../templates.repository';

export interface TemplateSync extends TemplateAccount {
  readonly id: string;
  readonly syncedAt: Date | null;
  readonly failureCode: string | null;
  readonly failureReason: string | null;
}

const MOST_AT_ONCE = 100;
/** Meanwhile news of the account tell what changes; this finds what was missed. */
const AGAIN_AFTER = '1 day';
/** After the first failure, doubled by each further one, up to 64 times. */
const AFTER_FAILURE = '5 minutes';
/** So long one that asks may take before another does. */
const WHILE_ASKED = '10 minutes';

/** When accounts are to be asked for their templates, and what came of it. */
@Injectable()
export class TemplateSyncsRepository {
  constructor(private readonly system: SystemDatabase) {}

  dueAcrossTenants(): Promise<{ tenantId: string; syncId: string }[]> {
    return this.system.query(
      `SELECT tenant_id AS "tenantId", id AS "syncId" FROM template_sync
       WHERE due_at <= now() ORDER BY due_at LIMIT ${MOST_AT_ONCE}`,
    );
  }

  /** The account is asked once a day from now on. */
  async know(transaction: Transaction, { provider, accountId }: TemplateAccount): Promise<void> {
    await transaction.query(
      `INSERT INTO template_sync (tenant_id, id, provider, account_id, due_at)
       VALUES ($1, $2, $3, $4, now() + interval '${AGAIN_AFTER}')
       ON CONFLICT (tenant_id, provider, account_id) DO NOTHING`,
      [currentTenant(), newId(), provider, accountId],
    );
  }

  /** The account is to be asked soon. */
  async want(transaction: Transaction, { provider, accountId }: TemplateAccount): Promise<void> {
    await transaction.query(
      `INSERT INTO template_sync AS known (tenant_id, id, provider, account_id, due_at)
       VALUES ($1, $2, $3, $4, now())
       ON CONFLICT (tenant_id, provider, account_id) DO UPDATE SET due_at = now()
         WHERE known.due_at IS NULL OR known.due_at > now()`,
      [currentTenant(), newId(), provider, accountId],
    );
  }

  /** Whose turn it is, if it still is: nobody else asks meanwhile. */
  async take(transaction: Transaction, id: string): Promise<TemplateAccount | null> {
    const [rows]: [TemplateAccount[], number] = await transaction.query(
      `UPDATE template_sync SET due_at = now() + interval '${WHILE_ASKED}'
       WHERE tenant_id = $1 AND id = $2 AND due_at <= now() RETURNING provider, account_id AS "accountId"`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }

  /** What was wanted meanwhile stays wanted. */
  async done(transaction: Transaction, { provider, accountId }: TemplateAccount, at: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO template_sync AS known (tenant_id, id, provider, account_id, due_at, synced_at)
       VALUES ($1, $2, $3, $4, now() + interval '${AGAIN_AFTER}', $5)
       ON CONFLICT (tenant_id, provider, account_id) DO UPDATE SET
         due_at = CASE WHEN known.due_at <= now() THEN known.due_at ELSE excluded.due_at END,
         synced_at = excluded.synced_at, failures = 0, failure_code = NULL, failure_reason = NULL`,
      [currentTenant(), newId(), provider, accountId, at],
    );
  }

  async failed(
    transaction: Transaction,
    { provider, accountId }: TemplateAccount,
    { code, reason }: { readonly code: string; readonly reason: string },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO template_sync AS known (tenant_id, id, provider, account_id, due_at, failures, failure_code,
         failure_reason)
       VALUES ($1, $2, $3, $4, now() + interval '${AFTER_FAILURE}', 1, $5, $6)
       ON CONFLICT (tenant_id, provider, account_id) DO UPDATE SET failures = known.failures + 1,
         due_at = now() + interval '${AFTER_FAILURE}' * power(2, least(known.failures, 6)),
         failure_code = excluded.failure_code, failure_reason = excluded.failure_reason`,
      [currentTenant(), newId(), provider, accountId, code, reason],
    );
  }

  list(transaction: Transaction): Promise<TemplateSync[]> {
    return transaction.query(
      `SELECT id, provider, account_id AS "accountId", synced_at AS "syncedAt", failure_code AS "failureCode",
         failure_reason AS "failureReason"
       FROM template_sync WHERE tenant_id = $1 ORDER BY id`,
      [currentTenant()],
    );
  }
}
