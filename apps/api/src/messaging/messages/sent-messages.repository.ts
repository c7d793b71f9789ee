import { Injectable } from '@nestjs/common';
import { TemplateForm } from '../../channels';
import { currentActor, currentTenant } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { TemplateCategory } from '../outbound/gate/template-category';
import { SendingClass } from '../outbound/pacing/turns';
import { Addressee } from './addressees.repository';

export interface NewSend {
  readonly id: string;
  readonly addressee: Addressee;
  readonly type: string;
  readonly text: string | null;
  readonly body: unknown;
  readonly replyTo: string | null;
  readonly sendingClass: SendingClass;
  /** What the provider calls the template that it is made from. */
  readonly template: string | null;
  /** What whoever sends it says that the template is for; what the provider says of it counts. */
  readonly category: TemplateCategory | null;
  readonly keyed: KeyedSend | null;
  readonly at: Date;
}

/** What makes a request to send recognisable when it is repeated. */
export interface KeyedSend {
  /** The caller's Idempotency-Key, of nobody else. */
  readonly key: string;
  /** Of what it said. */
  readonly hash: Buffer;
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

/** From three values on, the first of them the number: how whoever acts now is written down; a person as a member. */
const sender = (first: number): string => `(
  SELECT CASE $${first}::text WHEN 'user' THEN 'member' WHEN 'api_key' THEN 'api_key' END AS sender_kind,
    CASE $${first} WHEN 'user' THEN (SELECT id FROM membership WHERE tenant_id = $1 AND user_id = $${first + 1}::uuid)
      ELSE $${first + 1} END AS sender_id,
    $${first + 2}::text AS sender_name)`;

function senderNow(): [kind: string, id: string | null, name: string] {
  const { kind, id, name } = currentActor();
  return [kind, id, name];
}

/** What members and programs of the current tenant send. */
@Injectable()
export class SentMessagesRepository {
  /** The provider's id of a message of that conversation; null where there is none. */
  async providerIdOf(transaction: Transaction, conversationId: string, id: string): Promise<string | null> {
    const rows: { id: string | null }[] = await transaction.query(
      `SELECT provider_message_id AS id FROM message WHERE tenant_id = $1 AND conversation_id = $2 AND id = $3`,
      [currentTenant(), conversationId, id],
    );
    return rows[0]?.id ?? null;
  }

  /** The template that messages of that channel call so, as the provider has it; null where it is not known here. */
  async madeOf(transaction: Transaction, channelId: string, key: string): Promise<TemplateForm | null> {
    const rows: TemplateForm[] = await transaction.query(
      `SELECT known.name, known.language, known.category, known.parameter_format AS "parameterFormat",
         known.ttl_seconds AS "ttlSeconds",
         coalesce(known.provider_components, known.submitted_components, known.components) AS components
       FROM template known JOIN channel ON channel.tenant_id = $1 AND channel.id = $2
       WHERE known.tenant_id = $1 AND known.provider = channel.provider AND known.account_id = channel.account_id
         AND known.key = $3`,
      [currentTenant(), channelId, key],
    );
    return rows[0] ?? null;
  }

  /** What was queued with that key, and whether by the same request. */
  async queuedWith(
    transaction: Transaction,
    { key, hash }: KeyedSend,
  ): Promise<{ id: string; isSame: boolean } | null> {
    const rows: { id: string; isSame: boolean }[] = await transaction.query(
      `SELECT id, coalesce(request_hash = $3, true) AS "isSame" FROM message
       WHERE tenant_id = $1 AND idempotency_key = $2`,
      [currentTenant(), key, hash],
    );
    return rows[0] ?? null;
  }

  /** False where something was queued with its key before. */
  async queue(transaction: Transaction, send: NewSend): Promise<boolean> {
    const { addressee } = send;
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, payload, recipient,
         recipient_kind, reply_to_provider_message_id, sending_class, idempotency_key, request_hash, category,
         next_attempt_at, occurred_at, template, sent_by_kind, sent_by_id, sent_by_name)
       SELECT $1, $2, $3, $4, 'outbound', $5, 'queued', $6, $7, $8, $9, $10, $11, $12, $13,
         coalesce((${PURPOSE_OF('$16', '$3')}), $14), now(), $15, $16, sender.*
       FROM ${sender(17)} AS sender
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
        send.keyed?.key ?? null,
        send.keyed?.hash ?? null,
        send.category,
        send.at,
        send.template,
        ...senderNow(),
      ],
    );
    return rows.length > 0;
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
         recipient_kind, reply_to_provider_message_id, sending_class, next_attempt_at, occurred_at, category, template,
         resends, sent_by_kind, sent_by_id, sent_by_name)
       SELECT tenant_id, $3, channel_id, conversation_id, direction, type, 'queued', text, payload, recipient,
         recipient_kind, reply_to_provider_message_id, 'human', now(), $4,
         coalesce((${PURPOSE_OF('message.template', 'message.channel_id')}), category), template, CASE WHEN state = 'unknown' THEN resends + 1 ELSE 0 END, sender.*
       FROM message CROSS JOIN ${sender(5)} AS sender
       WHERE tenant_id = $1 AND id = $2 AND direction = 'outbound' AND origin = 'live' AND state IN ('failed', 'unknown') AND recipient IS NOT NULL
       RETURNING id`,
      [currentTenant(), id, copy.id, copy.at, ...senderNow()],
    );
    return rows[0]?.id ?? null;
  }

  /** In the order in which it happened. */
  trace(transaction: Transaction, id: string): Promise<TraceRow[]> {
    return transaction.query(TRACE, [currentTenant(), id]);
  }
}

// Of the template that the account of that channel has, if it is known.
const PURPOSE_OF = (template: string, channelId: string): string => `
  SELECT known.category FROM template known JOIN channel ON channel.tenant_id = $1 AND channel.id = ${channelId}
  WHERE known.tenant_id = $1 AND known.provider = channel.provider AND known.account_id = channel.account_id
    AND known.key = ${template}`;

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
