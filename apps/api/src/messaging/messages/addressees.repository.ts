import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { Identity } from '../communication-adapter';
import { survivingConversation } from '../conversations/conversations.repository';

/** Who is written to, and what is known of them that decides whether they may be. */
export interface Addressee {
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly provider: string;
  readonly recipient: string | null;
  readonly recipientKind: 'phone' | 'bsuid' | 'group' | null;
  readonly lastInboundAt: Date | null;
}

/** People of the current tenant as somebody to write to. */
@Injectable()
export class AddresseesRepository {
  async inConversation(transaction: Transaction, conversationId: string): Promise<Addressee | null> {
    const rows: Addressee[] = await transaction.query(
      `SELECT conversation.id AS "conversationId", conversation.channel_id AS "channelId",
         conversation.contact_id AS "contactId", channel.provider, identity.value AS recipient,
         CASE WHEN identity.kind = 'parent_bsuid' THEN 'bsuid' ELSE identity.kind END AS "recipientKind",
         (SELECT occurred_at FROM message
          WHERE message.tenant_id = $1 AND message.conversation_id = conversation.id AND direction = 'inbound'
            AND origin = 'live' ORDER BY occurred_at DESC, message.id DESC LIMIT 1) AS "lastInboundAt"
       FROM conversation
       JOIN channel ON channel.tenant_id = $1 AND channel.id = conversation.channel_id
       LEFT JOIN LATERAL (
         SELECT kind, value FROM contact_identity known
         WHERE known.tenant_id = $1 AND known.contact_id = conversation.contact_id AND known.valid_to IS NULL
         ORDER BY array_position(ARRAY['group', 'phone', 'bsuid', 'parent_bsuid'], kind), known.valid_from DESC LIMIT 1)
         AS identity ON true
       WHERE conversation.tenant_id = $1 AND conversation.id = ${survivingConversation('$2')}`,
      [currentTenant(), conversationId],
    );
    return rows[0] ?? null;
  }

  /** Who has it now. */
  async holderOf(transaction: Transaction, { kind, value }: Identity): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      `SELECT contact_id AS id FROM contact_identity
       WHERE tenant_id = $1 AND kind = $2 AND value = $3 AND valid_to IS NULL LIMIT 1`,
      [currentTenant(), kind, value],
    );
    return rows[0]?.id ?? null;
  }

  /** That contact, or the one that it became a part of; null where there is none. */
  async survivorOf(transaction: Transaction, contactId: string): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      `WITH RECURSIVE line AS (
         SELECT id, merged_into_id FROM contact WHERE tenant_id = $1 AND id = $2
         UNION ALL
         SELECT contact.id, contact.merged_into_id FROM line JOIN contact ON contact.id = line.merged_into_id
         WHERE contact.tenant_id = $1)
       SELECT id FROM line WHERE merged_into_id IS NULL`,
      [currentTenant(), contactId],
    );
    return rows[0]?.id ?? null;
  }

  async conversationOf(
    transaction: Transaction,
    channelId: string,
    contactId: string,
  ): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      'SELECT id FROM conversation WHERE tenant_id = $1 AND channel_id = $2 AND contact_id = $3',
      [currentTenant(), channelId, contactId],
    );
    return rows[0]?.id ?? null;
  }

  /** By the clock that orders what people say of themselves. */
  async now(transaction: Transaction): Promise<Date> {
    const rows: { now: Date }[] = await transaction.query('SELECT clock_timestamp() AS now');
    return rows[0]?.now ?? new Date();
  }
}
