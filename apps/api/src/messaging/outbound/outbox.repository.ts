import { Injectable } from '@nestjs/common';
import { currentTenant, currentTenants } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { Failure } from '../communication-adapter';

export interface ClaimedMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly recipient: string;
  readonly text: string;
  readonly attempts: number;
}

type MessageKey = Pick<ClaimedMessage, 'id'>;

/** The outbound rows of `message`: each is its own outbox entry. */
@Injectable()
export class OutboxRepository {
  /** Which tenants have something to send now. Through the policy `outbox`. */
  async waitingAcrossTenants(transaction: Transaction): Promise<string[]> {
    const rows: { tenantId: string }[] = await transaction.query(
      `SELECT DISTINCT tenant_id AS "tenantId" FROM message
       WHERE direction = 'outbound' AND state = 'queued' AND next_attempt_at <= now()`,
    );
    return rows.map(({ tenantId }) => tenantId);
  }

  /** Moves the oldest queued messages of the current tenants to `sending`, for this caller alone. */
  async claim(transaction: Transaction, limit: number): Promise<ClaimedMessage[]> {
    return returned(
      await transaction.query(
        `UPDATE message SET state = 'sending', claimed_at = now(), attempts = attempts + 1
         WHERE (tenant_id, id) IN (
           SELECT tenant_id, id FROM message
           WHERE tenant_id = ANY ($1) AND state = 'queued' AND next_attempt_at <= now()
           ORDER BY next_attempt_at, id LIMIT $2
           FOR UPDATE SKIP LOCKED)
         RETURNING tenant_id AS "tenantId", id, channel_id AS "channelId", conversation_id AS "conversationId",
           recipient, text, attempts`,
        [currentTenants(), limit],
      ),
    );
  }

  async markAccepted(transaction: Transaction, key: MessageKey, providerMessageId: string): Promise<void> {
    await transaction.query(
      `UPDATE message SET provider_message_id = $3, state = greatest(state, 'sent'), sent_at = coalesce(sent_at, now())
       WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), key.id, providerMessageId],
    );
  }

  async markFailed(transaction: Transaction, key: MessageKey, failure: Failure): Promise<void> {
    await transaction.query(
      `UPDATE message SET state = greatest(state, 'failed'), failed_at = coalesce(failed_at, now()),
         failure_code = $3, failure_reason = $4
       WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), key.id, failure.code, failure.reason],
    );
  }

  async markUnknown(transaction: Transaction, key: MessageKey, failure: Failure): Promise<void> {
    await transaction.query(
      `UPDATE message SET state = greatest(state, 'unknown'), failure_code = $3, failure_reason = $4
       WHERE tenant_id = $1 AND id = $2`,
      [currentTenant(), key.id, failure.code, failure.reason],
    );
  }

  /** Back into the queue: the one way down, open only to the sender that knows that nothing went out. */
  async postpone(
    transaction: Transaction,
    key: MessageKey,
    failure: Failure,
    delayMs: number,
  ): Promise<void> {
    await transaction.query(
      `UPDATE message SET state = 'queued', next_attempt_at = now() + make_interval(secs => $3::float8 / 1000),
         failure_code = $4, failure_reason = $5
       WHERE tenant_id = $1 AND id = $2 AND state = 'sending'`,
      [currentTenant(), key.id, delayMs, failure.code, failure.reason],
    );
  }

  /** Back into the queue, as if it had not been tried. False when the message has waited for too long already. */
  async hold(
    transaction: Transaction,
    key: MessageKey,
    failure: Failure,
    wait: { readonly seconds: number; readonly longestHours: number },
  ): Promise<boolean> {
    const held = returned(
      await transaction.query(
        `UPDATE message SET state = 'queued', attempts = attempts - 1, failure_code = $5, failure_reason = $6,
           next_attempt_at = now() + make_interval(secs => $3)
         WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND created_at > now() - make_interval(hours => $4)
         RETURNING id`,
        [currentTenant(), key.id, wait.seconds, wait.longestHours, failure.code, failure.reason],
      ),
    );
    return held.length > 0;
  }

  /** Which tenants have messages whose sender died. Through the policy `outbox`. */
  async abandonedAcrossTenants(transaction: Transaction, olderThanSeconds: number): Promise<string[]> {
    const rows: { tenantId: string }[] = await transaction.query(
      `SELECT DISTINCT tenant_id AS "tenantId" FROM message
       WHERE direction = 'outbound' AND state = 'sending' AND claimed_at < now() - make_interval(secs => $1)`,
      [olderThanSeconds],
    );
    return rows.map(({ tenantId }) => tenantId);
  }

  /** A sender that died may have sent: nobody knows, and so the row says. */
  async markAbandoned(
    transaction: Transaction,
    olderThanSeconds: number,
  ): Promise<{ tenantId: string; conversationId: string }[]> {
    return returned(
      await transaction.query(
        `UPDATE message SET state = 'unknown', failure_code = 'sender_died',
           failure_reason = 'The sender stopped before it heard the answer.'
         WHERE tenant_id = ANY ($1) AND state = 'sending' AND claimed_at < now() - make_interval(secs => $2)
         RETURNING tenant_id AS "tenantId", conversation_id AS "conversationId"`,
        [currentTenants(), olderThanSeconds],
      ),
    );
  }
}
