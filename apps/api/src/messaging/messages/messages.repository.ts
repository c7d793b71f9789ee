import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { Place } from '../../platform/http/page';
import { InboundMessageElement } from '../communication-adapter';
import { MessageState } from './message-state';

export interface MessageRow {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly type: string;
  readonly text: string | null;
  readonly state: MessageState;
  readonly failureCode: string | null;
  readonly failureReason: string | null;
  readonly occurredAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
}

interface ConversationKey {
  readonly channelId: string;
  readonly conversationId: string;
}

export interface QueuedText extends ConversationKey {
  readonly recipient: string;
  readonly text: string;
  readonly idempotencyKey: string;
  readonly at: Date;
}

@Injectable()
export class MessagesRepository {
  /** Newest first. */
  listOfConversation(
    transaction: Transaction,
    conversationId: string,
    limit: number,
    after: Place | null,
  ): Promise<(MessageRow & Place)[]> {
    return transaction.query(
      `SELECT id, direction, type, text, state, failure_code AS "failureCode", failure_reason AS "failureReason",
         occurred_at AS "occurredAt", occurred_at::text AS at, sent_at AS "sentAt", delivered_at AS "deliveredAt",
         read_at AS "readAt", failed_at AS "failedAt"
       FROM message
       WHERE tenant_id = $1 AND conversation_id = $2
         AND ($4::timestamptz IS NULL OR (occurred_at, id) < ($4, $5::uuid))
       ORDER BY occurred_at DESC, id DESC
       LIMIT $3`,
      [currentTenant(), conversationId, limit, after?.at ?? null, after?.id ?? null],
    );
  }

  /** Answers the new row's id, or null when this wamid is already there. */
  async insertInbound(
    transaction: Transaction,
    key: ConversationKey,
    element: InboundMessageElement,
    occurredAt: Date,
  ): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, payload,
         provider_message_id, occurred_at)
       VALUES ($1, $2, $3, $4, 'inbound', $5, 'received', $6, $7, $8, $9)
       ON CONFLICT (tenant_id, channel_id, provider_message_id) DO NOTHING
       RETURNING id`,
      [
        currentTenant(),
        newId(),
        key.channelId,
        key.conversationId,
        element.type,
        element.text,
        JSON.stringify(element.payload),
        element.providerMessageId,
        occurredAt,
      ],
    );
    return rows[0]?.id ?? null;
  }

  /** Queues a text once per idempotency key; answers null when that key is already there. */
  async queueText(transaction: Transaction, message: QueuedText): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
         idempotency_key, next_attempt_at, occurred_at)
       VALUES ($1, $2, $3, $4, 'outbound', 'text', 'queued', $5, $6, $7, now(), $8)
       ON CONFLICT (tenant_id, idempotency_key) DO NOTHING
       RETURNING id`,
      [
        currentTenant(),
        newId(),
        message.channelId,
        message.conversationId,
        message.text,
        message.recipient,
        message.idempotencyKey,
        message.at,
      ],
    );
    return rows[0]?.id ?? null;
  }
}
