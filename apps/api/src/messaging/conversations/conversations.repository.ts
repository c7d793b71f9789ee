import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { Place } from '../../platform/http/page';
import { MessageState } from '../messages/message-state';

export interface ConversationRow {
  readonly id: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly phone: string | null;
  readonly channelId: string;
  readonly channelName: string;
  readonly assignee: { readonly memberId: string; readonly name: string } | null;
  readonly lastMessageAt: Date;
  readonly lastMessage: {
    readonly id: string;
    readonly direction: 'inbound' | 'outbound';
    readonly type: string;
    readonly text: string | null;
    readonly state: MessageState;
  } | null;
}

const COLUMNS = `
  conversation.id, contact.id AS "contactId", contact.name AS "contactName", channel.id AS "channelId",
  channel.name AS "channelName", conversation.last_message_at AS "lastMessageAt",
  conversation.last_message_at::text AS "at",
  (SELECT value FROM contact_identity identity
   WHERE identity.tenant_id = conversation.tenant_id AND identity.contact_id = contact.id AND identity.kind = 'phone'
   ORDER BY identity.id DESC LIMIT 1) AS phone,
  CASE WHEN assignee.id IS NULL THEN NULL
    ELSE json_build_object('memberId', assignee.id, 'name', assignee_user.name) END AS "assignee",
  CASE WHEN message.id IS NULL THEN NULL ELSE json_build_object('id', message.id, 'direction', message.direction,
    'type', message.type, 'text', left(message.text, 200), 'state', message.state) END AS "lastMessage"`;

const TABLES = `
  conversation
  JOIN contact ON contact.tenant_id = conversation.tenant_id AND contact.id = conversation.contact_id
  JOIN channel ON channel.tenant_id = conversation.tenant_id AND channel.id = conversation.channel_id
  LEFT JOIN message ON message.tenant_id = conversation.tenant_id AND message.id = conversation.last_message_id
  LEFT JOIN membership assignee ON assignee.tenant_id = conversation.tenant_id AND assignee.id = conversation.assignee_id
  LEFT JOIN app_user assignee_user ON assignee_user.id = assignee.user_id`;

const FOREIGN_KEY_VIOLATION = '23503';

@Injectable()
export class ConversationsRepository {
  /** Newest activity first. */
  list(transaction: Transaction, limit: number, after: Place | null): Promise<(ConversationRow & Place)[]> {
    return transaction.query(
      `SELECT ${COLUMNS} FROM ${TABLES}
       WHERE conversation.tenant_id = $1
         AND ($3::timestamptz IS NULL OR (conversation.last_message_at, conversation.id) < ($3, $4::uuid))
       ORDER BY conversation.last_message_at DESC, conversation.id DESC
       LIMIT $2`,
      [currentTenant(), limit, after?.at ?? null, after?.id ?? null],
    );
  }

  async find(transaction: Transaction, id: string): Promise<ConversationRow | null> {
    const rows: ConversationRow[] = await transaction.query(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE conversation.tenant_id = $1 AND conversation.id = $2`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }

  /**
   * `unchanged` when it was theirs (or nobody's) already, or there is no such conversation. After `no_member` the
   * transaction can only be rolled back: the foreign key decides, so a member who is just leaving is none.
   */
  async assign(
    transaction: Transaction,
    id: string,
    memberId: string | null,
  ): Promise<'assigned' | 'unchanged' | 'no_member'> {
    try {
      const result: unknown = await transaction.query(
        `UPDATE conversation SET assignee_id = $3
         WHERE tenant_id = $1 AND id = $2 AND assignee_id IS DISTINCT FROM $3 RETURNING id`,
        [currentTenant(), id, memberId],
      );
      return returned(result).length > 0 ? 'assigned' : 'unchanged';
    } catch (error) {
      if ((error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION) return 'no_member';
      throw error;
    }
  }

  /** The conversation of that contact on that channel, opened now if there is none. */
  async open(
    transaction: Transaction,
    conversation: { channelId: string; contactId: string; at: Date },
  ): Promise<string> {
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, channel_id, contact_id) DO UPDATE SET contact_id = EXCLUDED.contact_id
       RETURNING id`,
      [currentTenant(), newId(), conversation.channelId, conversation.contactId, conversation.at],
    );
    const [row] = rows;
    if (row === undefined) throw new Error('The database returned no conversation.');
    return row.id;
  }

  /** Puts a message at the top of its conversation, unless a newer one is there. */
  async advance(
    transaction: Transaction,
    to: { conversationId: string; messageId: string; at: Date },
  ): Promise<void> {
    await transaction.query(
      `UPDATE conversation SET last_message_id = $3, last_message_at = $4
       WHERE tenant_id = $1 AND id = $2 AND (last_message_id IS NULL OR last_message_at <= $4)`,
      [currentTenant(), to.conversationId, to.messageId, to.at],
    );
  }
}
