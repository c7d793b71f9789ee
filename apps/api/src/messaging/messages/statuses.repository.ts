import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { Failure, StatusElement } from '../communication-adapter';
import { isMoving, MovingStatus } from './message-state';

export interface MovingStatusNews {
  readonly providerMessageId: string;
  readonly status: MovingStatus;
  readonly callbackId: string | null;
  /** ISO time by the provider's clock. */
  readonly occurredAt: string;
  readonly failure: Failure | null;
}

interface ChannelKey {
  readonly channelId: string;
}

/** What the provider said of our messages, kept word for word and folded into them, upward only. */
@Injectable()
export class StatusesRepository {
  /** Records a status; answers false when this one was recorded before. */
  async record(transaction: Transaction, key: ChannelKey, element: StatusElement): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      `INSERT INTO message_status (tenant_id, id, channel_id, provider_message_id, status, recipient, callback_id,
         occurred_at, failure, payload)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (tenant_id, channel_id, provider_message_id, status, recipient) DO NOTHING
       RETURNING id`,
      [
        currentTenant(),
        newId(),
        key.channelId,
        element.providerMessageId,
        element.status,
        element.recipient,
        element.callbackId,
        element.occurredAt,
        element.failure === null ? null : JSON.stringify(element.failure),
        JSON.stringify(element.payload),
      ],
    );
    return rows.length > 0;
  }

  /**
   * Folds a status into its outbound message, found by the provider's id or by ours that came back. Answers the
   * conversation, or null while the message is not known.
   */
  async apply(transaction: Transaction, key: ChannelKey, status: MovingStatusNews): Promise<string | null> {
    const rows: { conversationId: string }[] = returned(
      await transaction.query(
        `UPDATE message SET
           provider_message_id = coalesce(provider_message_id, $3),
           state = greatest(state, $5::text::message_state),
           sent_at = CASE WHEN $5::text = 'sent' THEN least(sent_at, $6::timestamptz) ELSE sent_at END,
           delivered_at = CASE WHEN $5::text = 'delivered' THEN least(delivered_at, $6::timestamptz) ELSE delivered_at END,
           read_at = CASE WHEN $5::text IN ('read', 'played') THEN least(read_at, $6::timestamptz) ELSE read_at END,
           failed_at = CASE WHEN $5::text = 'failed' THEN least(failed_at, $6::timestamptz) ELSE failed_at END,
           failure_code = CASE WHEN $5::text = 'failed' THEN $7 ELSE failure_code END,
           failure_reason = CASE WHEN $5::text = 'failed' THEN $8 ELSE failure_reason END
         WHERE tenant_id = $1 AND channel_id = $2 AND direction = 'outbound'
           AND (provider_message_id = $3 OR (id = $4::uuid AND provider_message_id IS NULL))
         RETURNING conversation_id AS "conversationId"`,
        [
          currentTenant(),
          key.channelId,
          status.providerMessageId,
          status.callbackId,
          status.status,
          status.occurredAt,
          status.failure?.code ?? null,
          status.failure?.reason ?? null,
        ],
      ),
    );
    return rows[0]?.conversationId ?? null;
  }

  /** Folds every status that came before its message was known. */
  async applyRecorded(transaction: Transaction, key: ChannelKey, providerMessageId: string): Promise<void> {
    const recorded: { status: string; occurredAt: Date; failure: Failure | null }[] = await transaction.query(
      `SELECT status, occurred_at AS "occurredAt", failure FROM message_status
         WHERE tenant_id = $1 AND channel_id = $2 AND provider_message_id = $3`,
      [currentTenant(), key.channelId, providerMessageId],
    );
    for (const { status, occurredAt, failure } of recorded) {
      if (!isMoving(status)) continue;
      const at = occurredAt.toISOString();
      await this.apply(transaction, key, {
        providerMessageId,
        status,
        callbackId: null,
        occurredAt: at,
        failure,
      });
    }
  }

  /**
   * One wamid at a time, until the transaction ends: the answer to a send and the first status of it may come at once,
   * and neither would see the other's uncommitted row.
   */
  async lockProviderMessage(
    transaction: Transaction,
    channelId: string,
    providerMessageId: string,
  ): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${channelId}:${providerMessageId}`,
    ]);
  }
}
