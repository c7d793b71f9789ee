import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { TemplateCategory } from '../outbound/gate/template-category';
import { SendingClass } from '../outbound/pacing/turns';

/** Who is written to, and what is known of them that decides whether they may be. */
export interface Addressee {
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly provider: string;
  readonly recipient: string | null;
  readonly recipientKind: 'phone' | 'bsuid' | 'group' | null;
}

export interface NewSend {
  readonly id: string;
  readonly addressee: Addressee;
  readonly type: string;
  readonly text: string | null;
  readonly body: unknown;
  readonly replyTo: string | null;
  readonly sendingClass: SendingClass;
  /** Of a template. */
  readonly category: TemplateCategory | null;
  readonly idempotencyKey: string | null;
  readonly at: Date;
}

export interface TraceRow {
  readonly kind: 'queued' | 'attempt' | 'status';
  readonly at: Date;
  readonly durationMs: number | null;
  readonly outcome: string | null;
  readonly httpStatus: number | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly traceId: string | null;
}

/** What members and programs of the current tenant send. */
@Injectable()
export class SentMessagesRepository {
  async addressee(transaction: Transaction, conversationId: string): Promise<Addressee | null> {
    const rows: Addressee[] = await transaction.query(
      `SELECT conversation.id AS "conversationId", conversation.channel_id AS "channelId",
         conversation.contact_id AS "contactId", channel.provider, identity.value AS recipient,
         CASE WHEN identity.kind = 'parent_bsuid' THEN 'bsuid' ELSE identity.kind END AS "recipientKind"
       FROM conversation
       JOIN channel ON channel.tenant_id = $1 AND channel.id = conversation.channel_id
       LEFT JOIN LATERAL (
         SELECT kind, value FROM contact_identity known
         WHERE known.tenant_id = $1 AND known.contact_id = conversation.contact_id AND known.valid_to IS NULL
         ORDER BY array_position(ARRAY['group', 'phone', 'bsuid', 'parent_bsuid'], kind), known.valid_from DESC LIMIT 1)
         AS identity ON true
       WHERE conversation.tenant_id = $1 AND conversation.id = $2`,
      [currentTenant(), conversationId],
    );
    return rows[0] ?? null;
  }

  /** The provider's id of a message of that conversation; null where there is none. */
  async providerIdOf(transaction: Transaction, conversationId: string, id: string): Promise<string | null> {
    const rows: { id: string | null }[] = await transaction.query(
      `SELECT provider_message_id AS id FROM message WHERE tenant_id = $1 AND conversation_id = $2 AND id = $3`,
      [currentTenant(), conversationId, id],
    );
    return rows[0]?.id ?? null;
  }

  /** Answers the id of the row: that of an earlier one where the idempotency key was used before. */
  async queue(transaction: Transaction, send: NewSend): Promise<{ id: string; isNew: boolean }> {
    const { addressee } = send;
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, payload, recipient,
         recipient_kind, reply_to_provider_message_id, sending_class, idempotency_key, next_attempt_at, occurred_at, category)
       VALUES ($1, $2, $3, $4, 'outbound', $5, 'queued', $6, $7, $8, $9, $10, $11, $12, now(), $13, $14)
       ON CONFLICT (tenant_id, idempotency_key) DO NOTHING RETURNING id`,
      [
        currentTenant(),
        send.id,
        addressee.channelId,
        addressee.conversationId,
        send.type,
        send.text,
        // As in a message that came: its words are under the name of its type.
        JSON.stringify({ type: send.type, [send.type]: send.body }),
        addressee.recipient,
        addressee.recipientKind,
        send.replyTo,
        send.sendingClass,
        send.idempotencyKey,
        send.at,
        send.category,
      ],
    );
    if (rows.length > 0) return { id: send.id, isNew: true };
    const [known]: { id: string }[] = await transaction.query(
      'SELECT id FROM message WHERE tenant_id = $1 AND idempotency_key = $2',
      [currentTenant(), send.idempotencyKey],
    );
    return { id: known?.id ?? send.id, isNew: false };
  }

  /** False when it is not waiting any more. */
  async cancel(transaction: Transaction, id: string): Promise<boolean> {
    const rows = returned(
      await transaction.query(
        `UPDATE message SET state = 'failed', failed_at = now(), failure_code = 'cancelled',
           failure_reason = 'It was cancelled before it was sent.'
         WHERE tenant_id = $1 AND id = $2 AND direction = 'outbound' AND state = 'queued' RETURNING id`,
        [currentTenant(), id],
      ),
    );
    return rows.length > 0;
  }

  /** Queues the same words again as a message of its own; null where there is nothing that could be sent again. */
  async resend(transaction: Transaction, id: string, copy: { id: string; at: Date }): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, payload, recipient,
         recipient_kind, reply_to_provider_message_id, sending_class, next_attempt_at, occurred_at, category, resends)
       SELECT tenant_id, $3, channel_id, conversation_id, direction, type, 'queued', text, payload, recipient,
         recipient_kind, reply_to_provider_message_id, 'human', now(), $4, category,
         CASE WHEN state = 'unknown' THEN resends + 1 ELSE 0 END
       FROM message WHERE tenant_id = $1 AND id = $2 AND direction = 'outbound' AND origin = 'live'
         AND state IN ('failed', 'unknown') AND recipient IS NOT NULL
       RETURNING id`,
      [currentTenant(), id, copy.id, copy.at],
    );
    return rows[0]?.id ?? null;
  }

  /** In the order in which it happened. */
  trace(transaction: Transaction, id: string): Promise<TraceRow[]> {
    return transaction.query(TRACE, [currentTenant(), id]);
  }
}

const TRACE = `
  WITH traced AS (SELECT * FROM message WHERE tenant_id = $1 AND id = $2 AND direction = 'outbound')
  SELECT 'queued' AS kind, created_at AS at, NULL::float8 AS "durationMs", NULL AS outcome, NULL::integer AS "httpStatus",
    NULL AS code, NULL AS reason, NULL AS "traceId", 0 AS step FROM traced
  UNION ALL
  SELECT 'attempt', attempt.started_at,
    round(extract(epoch FROM attempt.finished_at - attempt.started_at) * 1000)::float8, attempt.outcome,
    attempt.http_status, attempt.code, attempt.reason, attempt.trace_id, 1
  FROM traced JOIN delivery_attempt attempt ON attempt.tenant_id = $1 AND attempt.message_id = traced.id
    AND attempt.number <= traced.attempts
  UNION ALL
  SELECT 'status', told.occurred_at, NULL, told.status, NULL, told.failure ->> 'code', told.failure ->> 'reason', NULL, 2
  FROM traced JOIN message_status told ON told.tenant_id = $1 AND told.channel_id = traced.channel_id
    AND told.provider_message_id = traced.provider_message_id
  ORDER BY at, step`;
