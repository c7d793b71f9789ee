import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../../kernel/context';
import { returned, Transaction } from '../../../platform/database/transaction';
import { newestNews } from '../../account-events/newest-news';
import { AccountNews } from '../../communication-adapter';
import { GATE_REASONS, GateReason } from '../policy/gate-reasons';
import { ChannelKey } from '../sender-leases.repository';

/** Where a piece of news says it belongs. */
export interface NewsPlace {
  readonly tenantId: string;
  readonly provider: string;
  readonly accountId: string;
  /** Null for what concerns the whole account. */
  readonly channelId: string | null;
}

export interface ConcernedChannel extends ChannelKey {
  readonly provider: string;
  readonly version: number;
}

export interface ToldChannel extends ChannelKey {
  readonly news: readonly AccountNews[] | null;
}

const BANNED = 'channel_banned' satisfies GateReason;
/** What ends by news. All others end by themselves, or when somebody here does something. */
const ENDED_BY_NEWS: readonly GateReason[] = [
  BANNED,
  'channel_restricted',
  'answers_restricted',
  'channel_flagged',
  'portfolio_limit',
];
/** Nobody waits for more of them to be written; those behind them are looked at when their own time comes. */
const MOST_WOKEN = 10_000;

/** Channels, and what waits on them, as the news of their account have it. Of all current tenants. */
@Injectable()
export class ChannelStandingsRepository {
  /** Nobody else changes them, or says what the news make of them, until the transaction ends. */
  async lock(transaction: Transaction, places: readonly NewsPlace[]): Promise<ConcernedChannel[]> {
    return transaction.query(
      `SELECT tenant_id AS "tenantId", id AS "channelId", provider, version FROM channel
       WHERE tenant_id = ANY ($1::uuid[]) AND disconnected_at IS NULL AND EXISTS (
         SELECT FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[])
           AS given (tenant_id, provider, account_id, channel_id)
         WHERE given.tenant_id = channel.tenant_id AND given.provider = channel.provider
           AND given.account_id = channel.account_id
           AND (given.channel_id IS NULL OR given.channel_id = channel.id))
       ORDER BY id FOR NO KEY UPDATE`,
      [
        currentTenants(),
        places.map(({ tenantId }) => tenantId),
        places.map(({ provider }) => provider),
        places.map(({ accountId }) => accountId),
        places.map(({ channelId }) => channelId),
      ],
    );
  }

  /** What is known by now, others' news that were committed while this one waited for its lock among them. */
  async newsOf(
    transaction: Transaction,
    channels: readonly ChannelKey[],
    fields: readonly string[],
  ): Promise<ToldChannel[]> {
    return transaction.query(
      `SELECT channel.tenant_id AS "tenantId", channel.id AS "channelId", told.news
       FROM channel CROSS JOIN LATERAL (
         SELECT (${newestNews('channel.tenant_id', 'channel.id', '$3')}) AS news OFFSET 0) AS told
       WHERE channel.tenant_id = ANY ($1::uuid[]) AND channel.id = ANY ($2::uuid[])`,
      [currentTenants(), idsOf(channels), fields],
    );
  }

  /** What is to be sent from them waits, whatever it waited for before, and people are told: only they can appeal. */
  async hold(transaction: Transaction, channels: readonly ChannelKey[]): Promise<void> {
    if (channels.length === 0) return;
    await transaction.query(
      `UPDATE channel SET held_code = '${BANNED}', held_reason = $3, held_until = now() + interval '1 day',
         held_since = coalesce(held_since, now()),
         hold_notice_at = CASE WHEN hold_notice_at IS NOT NULL THEN hold_notice_at
           WHEN hold_told_at IS NULL OR hold_told_at < now() - interval '1 hour' THEN now() END
       WHERE tenant_id = ANY ($1::uuid[]) AND id = ANY ($2::uuid[])
         AND (held_code IS DISTINCT FROM '${BANNED}' OR held_until < now() + interval '12 hours')`,
      [currentTenants(), idsOf(channels), GATE_REASONS[BANNED].sentence],
    );
  }

  /** A ban of theirs is over. What they are held for besides may be over with it: one message finds out. */
  async release(transaction: Transaction, channels: readonly ChannelKey[]): Promise<void> {
    if (channels.length === 0) return;
    await transaction.query(
      `UPDATE channel SET
         held_code = CASE WHEN is_ban THEN NULL ELSE held_code END,
         held_reason = CASE WHEN is_ban THEN NULL ELSE held_reason END,
         held_since = CASE WHEN is_ban THEN NULL ELSE held_since END,
         hold_notice_at = CASE WHEN is_ban THEN NULL ELSE hold_notice_at END,
         held_until = CASE WHEN is_ban THEN NULL ELSE least(held_until, now()) END
       FROM (SELECT tenant_id, id, held_code = '${BANNED}' AS is_ban FROM channel
         WHERE tenant_id = ANY ($1::uuid[]) AND id = ANY ($2::uuid[]) AND held_code IS NOT NULL) AS held
       WHERE channel.tenant_id = held.tenant_id AND channel.id = held.id`,
      [currentTenants(), idsOf(channels)],
    );
  }

  /**
   * What waits on them for something that ends by news is due now, so that the gate looks at it again. What somebody else
   * has in hand is left to them: they know the news, or look again within minutes.
   */
  async wake(transaction: Transaction, channels: readonly ChannelKey[]): Promise<void> {
    if (channels.length === 0) return;
    returned(
      await transaction.query(
        `WITH waiting AS MATERIALIZED (
           SELECT tenant_id, id FROM message
           WHERE tenant_id = ANY ($1::uuid[]) AND channel_id = ANY ($2::uuid[]) AND state = 'queued'
             AND direction = 'outbound' AND next_attempt_at > now() AND failure_code = ANY ($3::text[])
           ORDER BY next_attempt_at, id LIMIT ${MOST_WOKEN} FOR NO KEY UPDATE SKIP LOCKED)
         UPDATE message SET next_attempt_at = now()
         FROM waiting WHERE message.tenant_id = waiting.tenant_id AND message.id = waiting.id`,
        [currentTenants(), idsOf(channels), ENDED_BY_NEWS],
      ),
    );
  }
}

const idsOf = (channels: readonly ChannelKey[]): string[] => channels.map(({ channelId }) => channelId);
