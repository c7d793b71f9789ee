import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { MessageElement } from '../communication-adapter';

/** A row to be; `id` is made by whoever wants it written. */
interface NewMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly at: Date;
}

export interface ReceivedMessage extends NewMessage {
  readonly element: MessageElement;
}

export interface QueuedText extends NewMessage {
  readonly recipient: string;
  readonly recipientKind: 'phone' | 'bsuid' | 'group';
  readonly text: string;
  readonly idempotencyKey: string;
}

@Injectable()
export class MessagesRepository {
  /** Writes what came, of all current tenants, each wamid once; answers the ids of the rows that are new. */
  async insertReceived(transaction: Transaction, messages: readonly ReceivedMessage[]): Promise<Set<string>> {
    const tenantIds = currentTenants();
    if (messages.length === 0) return new Set();
    const elements = messages.map(({ element }) => element);
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, occurred_at, direction, type, state, text, payload,
         provider_message_id, origin, author, target_provider_message_id, reply_to_provider_message_id, forwarded,
         from_advert, sent_at, failed_at)
       SELECT tenant_id, id, channel_id, conversation_id, occurred_at, direction, type, state::message_state, text, payload,
         provider_message_id, origin, author, target_id, reply_to_id, forwarded,
         from_advert, CASE WHEN state IN ('sent', 'delivered', 'read', 'played') THEN occurred_at END,
         CASE WHEN state = 'failed' THEN occurred_at END
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[], $8::text[], $9::text[],
         $10::text[], $11::jsonb[], $12::text[], $13::text[], $14::jsonb[], $15::text[], $16::text[], $17::text[], $18::boolean[])
         AS given (tenant_id, id, channel_id, conversation_id, occurred_at, direction, type, state, text, payload,
         provider_message_id, origin, author, target_id, reply_to_id, forwarded, from_advert)
       WHERE tenant_id = ANY ($1)
       ON CONFLICT (tenant_id, channel_id, provider_message_id) DO NOTHING
       RETURNING id`,
      [
        tenantIds,
        messages.map(({ tenantId }) => tenantId),
        messages.map(({ id }) => id),
        messages.map(({ channelId }) => channelId),
        messages.map(({ conversationId }) => conversationId),
        messages.map(({ at }) => at),
        elements.map(({ direction }) => direction),
        elements.map(({ type }) => type),
        elements.map(({ direction, state }) => (direction === 'inbound' ? 'received' : (state ?? 'sent'))),
        elements.map(({ text }) => text),
        elements.map(({ payload }) => JSON.stringify(payload ?? null)),
        elements.map(({ providerMessageId }) => providerMessageId),
        elements.map(({ origin }) => origin),
        elements.map(({ author }) => (author === null ? null : JSON.stringify(author))),
        elements.map(({ targetProviderMessageId }) => targetProviderMessageId),
        elements.map(({ replyToProviderMessageId }) => replyToProviderMessageId),
        elements.map(({ forwarded }) => forwarded),
        elements.map(({ cameFrom }) => cameFrom === 'advert'),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Queues the bot's texts of all current tenants, each idempotency key once; answers the ids of the rows that are new. */
  async queueTexts(transaction: Transaction, texts: readonly QueuedText[]): Promise<Set<string>> {
    const tenantIds = currentTenants();
    if (texts.length === 0) return new Set();
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
         recipient_kind, idempotency_key, sending_class, next_attempt_at, occurred_at)
       SELECT tenant_id, id, channel_id, conversation_id, 'outbound', 'text', 'queued', text, recipient, recipient_kind,
         idempotency_key, 'bot', now(), at
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
         $10::timestamptz[])
         AS given (tenant_id, id, channel_id, conversation_id, text, recipient, recipient_kind, idempotency_key, at)
       WHERE tenant_id = ANY ($1)
       ON CONFLICT (tenant_id, idempotency_key) DO NOTHING
       RETURNING id`,
      [
        tenantIds,
        texts.map(({ tenantId }) => tenantId),
        texts.map(({ id }) => id),
        texts.map(({ channelId }) => channelId),
        texts.map(({ conversationId }) => conversationId),
        texts.map(({ text }) => text),
        texts.map(({ recipient }) => recipient),
        texts.map(({ recipientKind }) => recipientKind),
        texts.map(({ idempotencyKey }) => idempotencyKey),
        texts.map(({ at }) => at),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
