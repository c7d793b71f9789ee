import { Injectable } from '@nestjs/common';
import { currentTenant, currentTenants } from '../../kernel/context';
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

interface ConversationKey {
  readonly tenantId: string;
  readonly channelId: string;
  readonly contactId: string;
}

interface OpenConversation extends ConversationKey {
  readonly id: string;
}

export interface WantedConversation extends ConversationKey {
  /** When it begins, if it is new. */
  readonly at: Date;
}

export interface LastMessage extends ConversationKey {
  readonly conversationId: string;
  readonly messageId: string;
  readonly at: Date;
}

const KEY = `conversation.id, conversation.tenant_id AS "tenantId", conversation.channel_id AS "channelId",
  conversation.contact_id AS "contactId"`;

const COLUMNS = `
  conversation.id, contact.id AS "contactId", contact.name AS "contactName", channel.id AS "channelId",
  channel.name AS "channelName", conversation.last_message_at AS "lastMessageAt",
  conversation.last_message_at::text AS "at",
  (SELECT value FROM contact_identity identity
   WHERE identity.tenant_id = conversation.tenant_id AND identity.contact_id = contact.id AND identity.kind = 'phone'
   ORDER BY (identity.valid_to IS NULL) DESC, identity.valid_from DESC, identity.id DESC LIMIT 1) AS phone,
  CASE WHEN assignee.id IS NULL THEN NULL
    ELSE json_build_object('memberId', assignee.id, 'name', assignee_user.name) END AS "assignee",
  CASE WHEN message.id IS NULL THEN NULL ELSE json_build_object('id', message.id, 'direction', message.direction,
    'type', message.type, 'text', left(CASE WHEN changed.revoked THEN NULL WHEN changed.edited THEN changed.text
      ELSE message.text END, 200), 'state', message.state) END AS "lastMessage"`;

// The last message as it reads now (messages/message-effects.ts): as its author edited it, or took it back.
const TABLES = `
  conversation
  JOIN contact ON contact.tenant_id = conversation.tenant_id AND contact.id = conversation.contact_id
  JOIN channel ON channel.tenant_id = conversation.tenant_id AND channel.id = conversation.channel_id
  LEFT JOIN message ON message.tenant_id = conversation.tenant_id AND message.id = conversation.last_message_id
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(effect.type = 'revoke'), false) AS revoked,
      coalesce(bool_or(effect.type = 'edit'), false) AS edited,
      (array_agg(effect.text ORDER BY effect.occurred_at DESC, effect.id DESC)
        FILTER (WHERE effect.type = 'edit'))[1] AS text
    FROM message effect
    WHERE effect.tenant_id = message.tenant_id AND effect.channel_id = message.channel_id
      AND effect.conversation_id = message.conversation_id AND effect.direction = message.direction
      AND effect.target_provider_message_id = message.provider_message_id
      AND effect.type IN ('edit', 'revoke')) AS changed
  LEFT JOIN membership assignee ON assignee.tenant_id = conversation.tenant_id AND assignee.id = conversation.assignee_id
  LEFT JOIN app_user assignee_user ON assignee_user.id = assignee.user_id`;

/** The conversation that this parameter names, or the one that it became a part of; the tenant is $1. */
export const survivingConversation = (id: string): string => `(
  WITH RECURSIVE line AS (
    SELECT merging.id, merging.merged_into_id FROM conversation merging
    WHERE merging.tenant_id = $1 AND merging.id = ${id}
    UNION ALL
    SELECT merging.id, merging.merged_into_id FROM line JOIN conversation merging ON merging.id = line.merged_into_id
    WHERE merging.tenant_id = $1)
  SELECT id FROM line WHERE merged_into_id IS NULL)`;

const SURVIVOR = survivingConversation('$2');

const FOREIGN_KEY_VIOLATION = '23503';

@Injectable()
export class ConversationsRepository {
  /** Newest activity first. */
  list(transaction: Transaction, limit: number, after: Place | null): Promise<(ConversationRow & Place)[]> {
    return transaction.query(
      `SELECT ${COLUMNS} FROM ${TABLES}
       WHERE conversation.tenant_id = $1 AND conversation.merged_into_id IS NULL
         AND ($3::timestamptz IS NULL OR (conversation.last_message_at, conversation.id) < ($3, $4::uuid))
       ORDER BY conversation.last_message_at DESC, conversation.id DESC
       LIMIT $2`,
      [currentTenant(), limit, after?.at ?? null, after?.id ?? null],
    );
  }

  /** Of one that became a part of another, the other. */
  async find(transaction: Transaction, id: string): Promise<ConversationRow | null> {
    const rows: ConversationRow[] = await transaction.query(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE conversation.tenant_id = $1 AND conversation.id = ${SURVIVOR}`,
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
         WHERE tenant_id = $1 AND id = ${SURVIVOR} AND assignee_id IS DISTINCT FROM $3 RETURNING id`,
        [currentTenant(), id, memberId],
      );
      return returned(result).length > 0 ? 'assigned' : 'unchanged';
    } catch (error) {
      if ((error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION) return 'no_member';
      throw error;
    }
  }

  /**
   * The conversation of each contact on its channel, opened now if there is none; of all current tenants. Answers the
   * ids in order.
   */
  async openAll(transaction: Transaction, wanted: readonly WantedConversation[]): Promise<string[]> {
    const tenantIds = currentTenants();
    const distinct = new Map(wanted.map((one) => [keyOf(one), one]));
    const opened = new Map<string, string>();
    const note = (rows: readonly OpenConversation[]) => {
      for (const row of rows) opened.set(keyOf(row), row.id);
    };
    const missing = () => [...distinct].filter(([key]) => !opened.has(key)).map(([, one]) => one);
    note(await this.findAll(transaction, tenantIds, missing()));
    note(await this.insertAll(transaction, tenantIds, missing()));
    // Which somebody else opened in between.
    note(await this.findAll(transaction, tenantIds, missing()));
    return wanted.map((one) => {
      const id = opened.get(keyOf(one));
      if (id === undefined) throw new Error('A conversation could not be opened.');
      return id;
    });
  }

  /**
   * Puts each message at the top of its conversation, unless a newer one is there; of all current tenants. Written as an
   * insertion that always finds its row: a join may be planned from the wrong side, and then reads every conversation.
   */
  async advanceAll(transaction: Transaction, to: readonly LastMessage[]): Promise<void> {
    const tenantIds = currentTenants();
    if (to.length === 0) return;
    await transaction.query(
      `INSERT INTO conversation AS known (tenant_id, id, channel_id, contact_id, last_message_id, last_message_at)
       SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::timestamptz[])
         AS given (tenant_id) WHERE tenant_id = ANY ($1)
       ON CONFLICT (tenant_id, id) DO UPDATE
         SET last_message_id = EXCLUDED.last_message_id, last_message_at = EXCLUDED.last_message_at
         WHERE known.last_message_id IS NULL OR known.last_message_at <= EXCLUDED.last_message_at`,
      [
        tenantIds,
        to.map(({ tenantId }) => tenantId),
        to.map(({ conversationId }) => conversationId),
        to.map(({ channelId }) => channelId),
        to.map(({ contactId }) => contactId),
        to.map(({ messageId }) => messageId),
        to.map(({ at }) => at),
      ],
    );
  }

  private findAll(
    transaction: Transaction,
    tenantIds: readonly string[],
    wanted: readonly WantedConversation[],
  ): Promise<OpenConversation[]> | [] {
    if (wanted.length === 0) return [];
    return transaction.query(
      `SELECT found.* FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS given (tenant_id, channel_id, contact_id)
       CROSS JOIN LATERAL (
         SELECT ${KEY} FROM conversation
         WHERE conversation.tenant_id = given.tenant_id AND conversation.channel_id = given.channel_id
           AND conversation.contact_id = given.contact_id LIMIT 1) AS found
       WHERE given.tenant_id = ANY ($1)`,
      [
        tenantIds,
        wanted.map(({ tenantId }) => tenantId),
        wanted.map(({ channelId }) => channelId),
        wanted.map(({ contactId }) => contactId),
      ],
    );
  }

  private insertAll(
    transaction: Transaction,
    tenantIds: readonly string[],
    wanted: readonly WantedConversation[],
  ): Promise<OpenConversation[]> | [] {
    if (wanted.length === 0) return [];
    return transaction.query(
      `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
       SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[]) AS given (tenant_id)
       WHERE tenant_id = ANY ($1)
       ON CONFLICT (tenant_id, channel_id, contact_id) DO NOTHING
       RETURNING ${KEY}`,
      [
        tenantIds,
        wanted.map(({ tenantId }) => tenantId),
        wanted.map(() => newId()),
        wanted.map(({ channelId }) => channelId),
        wanted.map(({ contactId }) => contactId),
        wanted.map(({ at }) => at),
      ],
    );
  }
}

function keyOf({ tenantId, channelId, contactId }: ConversationKey): string {
  return `${tenantId} ${channelId} ${contactId}`;
}
