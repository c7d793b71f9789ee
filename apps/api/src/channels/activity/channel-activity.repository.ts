import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';

/** Messages have no index by channel, and the newest of it are among these. */
const NEWEST_CONVERSATIONS = 100;

export interface ChannelActivity {
  readonly lastInboundAt: Date | null;
  readonly lastOutboundAt: Date | null;
  /** From when the newest message was written, by the provider's clock, until we had it. */
  readonly webhookLagMs: number | null;
  /** Whom all numbers of the account have begun to write to within 24 hours. */
  readonly peopleBegun: number;
}

@Injectable()
export class ChannelActivityRepository {
  /** Null: there is no such channel. */
  async of(transaction: Transaction, channelId: string): Promise<ChannelActivity | null> {
    const [row]: ChannelActivity[] = await transaction.query(
      `WITH newest AS MATERIALIZED (
         SELECT id FROM conversation WHERE tenant_id = $1 AND channel_id = $2
         ORDER BY last_message_at DESC, id DESC LIMIT ${NEWEST_CONVERSATIONS}),
       latest AS MATERIALIZED (
         SELECT message.* FROM newest CROSS JOIN (VALUES ('inbound'), ('outbound')) AS way (direction)
         CROSS JOIN LATERAL (
           SELECT direction, occurred_at, created_at, sent_at, origin FROM message
           WHERE tenant_id = $1 AND conversation_id = newest.id AND message.direction = way.direction
             AND (way.direction = 'inbound' OR sent_at IS NOT NULL)
           ORDER BY occurred_at DESC, id DESC LIMIT 1) AS message)
       SELECT
         (SELECT max(occurred_at) FROM latest WHERE direction = 'inbound') AS "lastInboundAt",
         (SELECT max(sent_at) FROM latest WHERE direction = 'outbound') AS "lastOutboundAt",
         (SELECT greatest(0, extract(epoch FROM created_at - occurred_at) * 1000)::float8 FROM latest
          WHERE direction = 'inbound' AND origin = 'live' ORDER BY occurred_at DESC LIMIT 1) AS "webhookLagMs",
         (SELECT count(*)::int FROM begun_contact
          WHERE begun_contact.tenant_id = $1 AND begun_contact.provider = channel.provider
            AND begun_contact.account_id = channel.account_id AND begun_at > now() - interval '1 day') AS "peopleBegun"
       FROM channel WHERE tenant_id = $1 AND id = $2 AND disconnected_at IS NULL`,
      [currentTenant(), channelId],
    );
    return row ?? null;
  }
}
