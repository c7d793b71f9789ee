import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { UnknownOutcome } from './pacing/next-step';
import { SendingClass } from './pacing/turns';

export interface UnknownMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly sendingClass: SendingClass | null;
  readonly resends: number;
  readonly unknownForMs: number;
  /** What the tenant chose. */
  readonly policy: UnknownOutcome['policy'];
}

const AT_ONCE = 500;

/** Outbound messages of which nobody knows whether they went out, until that is settled one way or the other. */
@Injectable()
export class UnknownMessagesRepository {
  /** The oldest of all tenants. Through the policy `outbox`. */
  unsettledAcrossTenants(transaction: Transaction): Promise<UnknownMessage[]> {
    return transaction.query(
      `SELECT tenant_id AS "tenantId", id, sending_class AS "sendingClass", resends,
         extract(epoch FROM now() - unknown_at)::float8 * 1000 AS "unknownForMs",
         (SELECT unknown_replies FROM tenant WHERE tenant.id = message.tenant_id) AS policy
       FROM message WHERE state = 'unknown' AND direction = 'outbound'
         AND unknown_at IS NOT NULL
       ORDER BY unknown_at LIMIT ${AT_ONCE}`,
    );
  }

  /** Queues them once more: they may then arrive twice, and `resends` says so. Of all current tenants. */
  async resend(transaction: Transaction, ids: readonly string[]): Promise<Change[]> {
    return this.change(
      transaction,
      ids,
      `state = 'queued', resends = resends + 1, next_attempt_at = now(), unknown_at = NULL`,
    );
  }

  /** Leaves them unknown for good. Of all current tenants. */
  async leave(transaction: Transaction, ids: readonly string[]): Promise<Change[]> {
    return this.change(transaction, ids, 'unknown_at = NULL');
  }

  private async change(transaction: Transaction, ids: readonly string[], to: string): Promise<Change[]> {
    const tenantIds = currentTenants();
    if (ids.length === 0) return [];
    return returned(
      await transaction.query(
        `UPDATE message SET ${to}
         WHERE tenant_id = ANY ($1) AND id = ANY ($2) AND state = 'unknown' AND unknown_at IS NOT NULL
         RETURNING tenant_id AS "tenantId", conversation_id AS "conversationId"`,
        [tenantIds, ids],
      ),
    );
  }
}
