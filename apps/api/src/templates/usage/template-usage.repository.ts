import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { Template } from '../template';

/** By what messages know a template. */
export type Used = Pick<Template, 'provider' | 'accountId' | 'key'>;

export interface WaitingMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly waitsUntil: Date;
}

/** What waits to be sent with a template. */
export interface Waiting {
  readonly waiting: number;
  /** The first of them. */
  readonly messages: readonly WaitingMessage[];
}

/** What became of the messages of the last 30 days; one that was read was delivered, and one that was delivered was sent. */
export interface SentLately {
  /** How many there were, whatever became of them. The newest 100,000 are looked at. */
  readonly messages: number;
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
  readonly lastSentAt: Date | null;
}

export type TemplateUsage = Waiting & { readonly lately: SentLately };

const MOST_SHOWN = 20;
const MOST_WAITING = 10_000;
const MOST_LATELY = 100_000;
const NONE: SentLately = { messages: 0, sent: 0, delivered: 0, read: 0, failed: 0, lastSentAt: null };

/** When a message was last queued with `template`. The newest by its index: the first of them that is of the account. */
export const LAST_USED = `(
  SELECT used.occurred_at FROM message used
  WHERE used.tenant_id = $1 AND used.template = template.key AND EXISTS (
    SELECT FROM channel WHERE channel.tenant_id = $1 AND channel.id = used.channel_id
      AND channel.provider = template.provider AND channel.account_id = template.account_id)
  ORDER BY used.occurred_at DESC LIMIT 1)`;

/** Where a template is used. */
@Injectable()
export class TemplateUsageRepository {
  async waiting(transaction: Transaction, used: Used): Promise<Waiting> {
    const rows: (WaitingMessage & { waiting: string })[] = await transaction.query(
      `SELECT message.id, conversation_id AS "conversationId", next_attempt_at AS "waitsUntil", count(*) OVER () AS waiting
       FROM (SELECT * FROM message WHERE tenant_id = $1 AND template = $4 AND state = 'queued' LIMIT ${MOST_WAITING})
         AS message
       JOIN channel ON channel.tenant_id = $1 AND channel.id = message.channel_id
         AND channel.provider = $2 AND channel.account_id = $3
       ORDER BY next_attempt_at, message.id LIMIT ${MOST_SHOWN}`,
      valuesOf(used),
    );
    return {
      waiting: Number(rows[0]?.waiting ?? 0),
      messages: rows.map(({ id, conversationId, waitsUntil }) => ({ id, conversationId, waitsUntil })),
    };
  }

  /** Those that were queued within the last 30 days. */
  async lately(transaction: Transaction, used: Used): Promise<SentLately> {
    const rows: SentLately[] = await transaction.query(
      `SELECT count(*)::integer AS messages,
         count(*) FILTER (WHERE state IN ('sent', 'delivered', 'read', 'played'))::integer AS sent,
         count(*) FILTER (WHERE state IN ('delivered', 'read', 'played'))::integer AS delivered,
         count(*) FILTER (WHERE state IN ('read', 'played'))::integer AS read,
         count(*) FILTER (WHERE state = 'failed')::integer AS failed,
         max(sent_at) AS "lastSentAt"
       FROM (
         SELECT state, sent_at FROM message
         WHERE tenant_id = $1 AND template = $4 AND occurred_at > now() - interval '30 days'
           AND channel_id = ANY (ARRAY(SELECT id FROM channel WHERE tenant_id = $1 AND provider = $2 AND account_id = $3))
         ORDER BY occurred_at DESC LIMIT ${MOST_LATELY}) AS lately`,
      valuesOf(used),
    );
    return rows[0] ?? NONE;
  }

  async lastUsedAt(transaction: Transaction, used: Used): Promise<Date | null> {
    const rows: { at: Date | null }[] = await transaction.query(
      `SELECT ${LAST_USED} AS at FROM (SELECT $2::text AS provider, $3::text AS account_id, $4::text AS key) AS template`,
      valuesOf(used),
    );
    return rows[0]?.at ?? null;
  }
}

const valuesOf = ({ provider, accountId, key }: Used): string[] => [
  currentTenant(),
  provider,
  accountId,
  key,
];
