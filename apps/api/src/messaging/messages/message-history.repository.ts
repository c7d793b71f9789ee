import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { Place } from '../../platform/http/page';
import { Correspondent, MessageElement } from '../communication-adapter';
import { survivingConversation } from '../conversations/conversations.repository';
import { MessageState } from './message-state';

/** What is not given is not asked for. */
export interface SentFilter {
  readonly state?: MessageState;
  readonly channelId?: string;
  readonly conversationId?: string;
  /** ISO time. */
  readonly since?: string;
}

export interface HistoryRow {
  readonly id: string;
  readonly provider: string;
  readonly conversationId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly origin: MessageElement['origin'];
  readonly type: string;
  readonly text: string | null;
  readonly payload: unknown;
  readonly author: Correspondent | null;
  /** Who of ours had it sent, as they were called then. */
  readonly sentBy: MessageSender | null;
  readonly forwarded: MessageElement['forwarded'];
  readonly state: MessageState;
  /** It was sent again although it may have arrived. */
  readonly mayBeDuplicate: boolean;
  readonly failureCode: string | null;
  readonly failureReason: string | null;
  /** Of a queued one that is not due yet. */
  readonly waitsUntil: Date | null;
  readonly occurredAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly playedAt: Date | null;
  readonly failedAt: Date | null;
  readonly replyTo: QuotedMessage | null;
  /** Of each person the last of each type. */
  readonly effects: readonly EffectRow[] | null;
}

export interface MessageSender {
  readonly kind: 'member' | 'api_key';
  readonly id: string | null;
  readonly name: string;
}

/** As it reads now: edited, and without words when it was revoked. */
export interface QuotedMessage {
  readonly id: string;
  readonly type: string;
  readonly text: string | null;
  readonly direction: 'inbound' | 'outbound';
  /** ISO time: of its last revocation, as everywhere. */
  readonly revokedAt: string | null;
}

export interface EffectRow {
  readonly id: string;
  readonly type: string;
  readonly direction: 'inbound' | 'outbound';
  readonly text: string | null;
  readonly author: Correspondent | null;
  /** ISO time. */
  readonly occurredAt: string;
  readonly payload: unknown;
}

// What speaks about a message that is shown is shown with it, and by itself otherwise. No message speaks about itself;
// the inequality says so to the planner, which would else be free to hash all messages that there are.
const IS_SHOWN_WITH_ANOTHER = `
  message.target_provider_message_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM message target
    WHERE target.tenant_id = message.tenant_id AND target.channel_id = message.channel_id
      AND target.provider_message_id = message.target_provider_message_id
      AND target.conversation_id = message.conversation_id AND target.id <> message.id
      AND target.target_provider_message_id IS NULL)`;

const ABOUT = (target: string): string => `
  effect.tenant_id = ${target}.tenant_id AND effect.channel_id = ${target}.channel_id
  AND effect.conversation_id = ${target}.conversation_id
  AND effect.target_provider_message_id = ${target}.provider_message_id
  AND ${target}.target_provider_message_id IS NULL`;

const EFFECTS = `
  SELECT json_agg(json_build_object('id', id, 'type', type, 'direction', direction, 'text', text, 'author', author,
    'occurredAt', occurred_at,
    'payload', CASE WHEN type IN ('reaction', 'edit', 'revoke') THEN NULL ELSE payload END)) AS list
  FROM (
    SELECT DISTINCT ON (type, direction, author #>> '{identities,0,value}') *
    FROM message effect WHERE ${ABOUT('page')}
    ORDER BY type, direction, author #>> '{identities,0,value}', occurred_at DESC, id DESC) AS last`;

const QUOTED = `
  SELECT json_build_object('id', quoted.id, 'type', quoted.type, 'direction', quoted.direction,
    'revokedAt', changed.revoked_at,
    'text', CASE WHEN changed.revoked_at IS NOT NULL THEN NULL WHEN changed.edited THEN left(changed.text, 200)
      ELSE left(quoted.text, 200) END) AS message
  FROM message quoted
  CROSS JOIN LATERAL (
    SELECT max(effect.occurred_at) FILTER (WHERE effect.type = 'revoke') AS revoked_at,
      coalesce(bool_or(effect.type = 'edit'), false) AS edited,
      (array_agg(effect.text ORDER BY effect.occurred_at DESC, effect.id DESC)
        FILTER (WHERE effect.type = 'edit'))[1] AS text
    FROM message effect
    WHERE ${ABOUT('quoted')} AND effect.direction = quoted.direction AND effect.type IN ('edit', 'revoke')) AS changed
  WHERE quoted.tenant_id = page.tenant_id AND quoted.channel_id = page.channel_id
    AND quoted.provider_message_id = page.reply_to_provider_message_id
    AND quoted.conversation_id = page.conversation_id`;

/** Each of the messages that `page` chooses, with what became of it. */
const shown = (page: string): string => `
  WITH page AS MATERIALIZED (${page})
  SELECT page.id, channel.provider, page.conversation_id AS "conversationId", page.direction, page.origin, page.type,
    page.text, page.payload, page.author, page.forwarded, page.state, page.resends > 0 AS "mayBeDuplicate",
    CASE WHEN page.sent_by_kind IS NOT NULL THEN json_build_object('kind', page.sent_by_kind, 'id', page.sent_by_id,
      'name', page.sent_by_name) END AS "sentBy",
    page.failure_code AS "failureCode", page.failure_reason AS "failureReason",
    CASE WHEN page.state = 'queued' AND page.next_attempt_at > now() THEN page.next_attempt_at END AS "waitsUntil",
    page.occurred_at AS "occurredAt", page.occurred_at::text AS at, page.sent_at AS "sentAt",
    page.delivered_at AS "deliveredAt", page.read_at AS "readAt", page.played_at AS "playedAt",
    page.failed_at AS "failedAt", reply.message AS "replyTo", effects.list AS effects
  FROM page
  JOIN channel ON channel.tenant_id = page.tenant_id AND channel.id = page.channel_id
  LEFT JOIN LATERAL (${EFFECTS}) AS effects ON true
  LEFT JOIN LATERAL (${QUOTED}) AS reply ON true
  ORDER BY page.occurred_at DESC, page.id DESC`;

/** Reading messages, each with what became of it. */
@Injectable()
export class MessageHistoryRepository {
  /** Newest first. */
  listOfConversation(
    transaction: Transaction,
    conversationId: string,
    limit: number,
    after: Place | null,
  ): Promise<(HistoryRow & Place)[]> {
    return transaction.query(
      shown(`
        SELECT * FROM message
        WHERE tenant_id = $1 AND conversation_id = $2
          AND ($4::timestamptz IS NULL OR (occurred_at, id) < ($4, $5::uuid))
          AND NOT (${IS_SHOWN_WITH_ANOTHER})
        ORDER BY occurred_at DESC, id DESC
        LIMIT $3`),
      [currentTenant(), conversationId, limit, after?.at ?? null, after?.id ?? null],
    );
  }

  /** What this business sent from here, newest first. */
  listSent(
    transaction: Transaction,
    { state, channelId, conversationId, since }: SentFilter,
    limit: number,
    after: Place | null,
  ): Promise<(HistoryRow & Place)[]> {
    const values: unknown[] = [currentTenant(), limit];
    const given = (value: unknown): string => `$${values.push(value)}`;
    // Only what is asked for, so that each of these lists is read from its index.
    const wanted = [
      ...(state === undefined ? [] : [`state = ${given(state)}`]),
      ...(channelId === undefined ? [] : [`channel_id = ${given(channelId)}`]),
      ...(conversationId === undefined
        ? []
        : [`conversation_id = ${survivingConversation(given(conversationId))}`]),
      ...(since === undefined ? [] : [`occurred_at >= ${given(since)}::timestamptz`]),
      ...(after === null
        ? []
        : [`(occurred_at, id) < (${given(after.at)}::timestamptz, ${given(after.id)}::uuid)`]),
    ];
    return transaction.query(
      shown(`
        SELECT * FROM message
        WHERE tenant_id = $1 AND direction = 'outbound' AND origin = 'live'
          ${wanted.map((one) => `AND ${one}`).join(' ')}
        ORDER BY occurred_at DESC, id DESC
        LIMIT $2`),
      values,
    );
  }

  async find(transaction: Transaction, id: string): Promise<(HistoryRow & Place) | null> {
    const rows: (HistoryRow & Place)[] = await transaction.query(
      shown('SELECT * FROM message WHERE tenant_id = $1 AND id = $2'),
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }
}
