import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';

export interface StoredNews {
  readonly id: string;
  readonly field: string;
  readonly payload: unknown;
  readonly at: Date;
  readonly wholeAccount: boolean;
}

/** So many are looked at for what has happened; what counts now may be older than all of them. */
const NEWEST = 100;

@Injectable()
export class ChannelNewsRepository {
  /** Of a channel that is connected and of its account: the newest, and of each sort the newest; the oldest first. */
  of(transaction: Transaction, channelId: string, fields: readonly string[]): Promise<StoredNews[]> {
    return transaction.query(
      `WITH told AS MATERIALIZED (
         SELECT account_event.id, field, event, payload, occurred_at AS at,
           account_event.channel_id IS NULL AS "wholeAccount"
         FROM channel JOIN account_event ON account_event.tenant_id = channel.tenant_id
           AND account_event.provider = channel.provider AND account_event.account_id = channel.account_id
           AND (account_event.channel_id IS NULL OR account_event.channel_id = channel.id)
         WHERE channel.tenant_id = $1 AND channel.id = $2 AND channel.disconnected_at IS NULL
           AND field = ANY ($3::text[]))
       SELECT id, field, payload, at, "wholeAccount" FROM (
         (SELECT * FROM told ORDER BY at DESC, id DESC LIMIT ${NEWEST})
         UNION
         (SELECT DISTINCT ON (field, event) * FROM told ORDER BY field, event, at DESC, id DESC)) AS of_interest
       ORDER BY at, id`,
      [currentTenant(), channelId, fields],
    );
  }
}
