import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { ChannelSigns } from '../provider/channel-provider';

/** Messages have no index by channel, and whoever wrote last is among these. */
const NEWEST_CONVERSATIONS = 100;

@Injectable()
export class ChannelSignsRepository {
  async of(transaction: Transaction, channelId: string): Promise<ChannelSigns> {
    const [row]: ChannelSigns[] = await transaction.query(
      `SELECT max(inbound.occurred_at) AS "lastInboundAt"
       FROM (
         SELECT id FROM conversation WHERE tenant_id = $1 AND channel_id = $2
         ORDER BY last_message_at DESC, id DESC LIMIT ${NEWEST_CONVERSATIONS}
       ) AS newest
       CROSS JOIN LATERAL (
         SELECT occurred_at FROM message
         WHERE tenant_id = $1 AND conversation_id = newest.id AND direction = 'inbound'
         ORDER BY occurred_at DESC, id DESC LIMIT 1
       ) AS inbound`,
      [currentTenant(), channelId],
    );
    return row ?? { lastInboundAt: null };
  }
}
