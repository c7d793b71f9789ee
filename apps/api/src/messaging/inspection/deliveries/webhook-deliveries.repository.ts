import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/transaction';
import { Place } from '../../../platform/http/page';
import { firstDayOf } from '../id-range';
import { DeliveryState } from './webhook-deliveries.dto';

export interface DeliveryRow {
  readonly id: string;
  readonly provider: string;
  readonly receivedAt: Date;
  readonly byteSize: number;
  readonly signedWith: string | null;
  readonly source: string | null;
  readonly explodedAt: Date | null;
  readonly attempts: number;
}

/** What became of the elements of one delivery. */
export interface ElementCounts {
  readonly deliveryId: string;
  readonly total: number;
  readonly done: number;
  readonly waiting: number;
  readonly dead: number;
  readonly tenantIds: readonly string[];
}

export interface EventRow {
  readonly id: string;
  readonly ordinal: number;
  readonly kind: string;
  readonly type: string | null;
  readonly tenantId: string;
  readonly channelId: string | null;
  readonly lane: number;
  readonly state: 'pending' | 'retrying' | 'done' | 'dead';
  readonly attempts: number;
  readonly lastError: string | null;
  readonly receivedAt: Date;
  readonly appliedAt: Date | null;
}

/** The next deliveries in the list, and which of them to look at more closely. */
export interface DeliveryRange {
  readonly state: DeliveryState | null;
  /** Ids: from this one on, and before those. */
  readonly from: string;
  readonly to: string;
  readonly limit: number;
}

export interface WantedContent {
  readonly tenantId: string | null;
  /** Any of these is to be in the body. */
  readonly spellings: readonly Buffer[] | null;
}

const DELIVERY = `
  id, provider, received_at AS "receivedAt", octet_length(body) AS "byteSize", signed_with AS "signedWith", source,
  exploded_at AS "explodedAt", attempts, received_at::text AS at`;

/** Which of the deliveries in the range are candidates; each reads its own small index. */
const CANDIDATES: Readonly<Record<DeliveryState | 'any', string>> = {
  any: '',
  waiting: 'AND exploded_at IS NULL',
  exploded: 'AND exploded_at IS NOT NULL',
  troubled: `AND id IN (
    (SELECT delivery_id FROM dead_letter
     WHERE state IN ('waiting', 'replaying') AND delivery_id >= $1 AND delivery_id < $2
     GROUP BY delivery_id ORDER BY delivery_id DESC LIMIT $3)
    UNION ALL
    (SELECT delivery_id FROM inbox_event WHERE state = 'retrying' AND delivery_id >= $1 AND delivery_id < $2
     GROUP BY delivery_id ORDER BY delivery_id DESC LIMIT $3))`,
};

/** Raw webhooks and what became of them, for whoever runs the installation. Tables of no tenant. */
@Injectable()
export class WebhookDeliveriesRepository {
  /** The newest of the range, each with whether its content is what is wanted. */
  list(
    transaction: Transaction,
    { state, from, to, limit }: DeliveryRange,
    { tenantId, spellings }: WantedContent,
  ): Promise<(DeliveryRow & Place & { isWanted: boolean })[]> {
    return transaction.query(
      `SELECT ${DELIVERY},
         ($4::uuid IS NULL
           OR EXISTS (SELECT 1 FROM inbox_event
             WHERE delivery_id = range.id AND tenant_id = $4 AND day >= $6)
           OR EXISTS (SELECT 1 FROM dead_letter WHERE delivery_id = range.id AND tenant_id = $4))
         AND ($5::bytea[] IS NULL
           OR EXISTS (SELECT 1 FROM unnest($5::bytea[]) AS spelling WHERE position(spelling IN range.body) > 0))
         AS "isWanted"
       FROM (SELECT * FROM webhook_delivery WHERE id >= $1 AND id < $2 ${CANDIDATES[state ?? 'any']}
             ORDER BY id DESC LIMIT $3) AS range
       ORDER BY id DESC`,
      [from, to, limit, tenantId, spellings, firstDayOf(from)],
    );
  }

  async find(transaction: Transaction, id: string): Promise<(DeliveryRow & { body: Buffer }) | null> {
    const rows: (DeliveryRow & { body: Buffer })[] = await transaction.query(
      `SELECT ${DELIVERY}, body FROM webhook_delivery WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Of an element that was replayed the last word counts. Nothing of a delivery that nobody has exploded. */
  elementsOf(transaction: Transaction, ids: readonly string[]): Promise<ElementCounts[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return transaction.query(
      `WITH event AS (
         SELECT DISTINCT ON (delivery_id, ordinal) delivery_id, ordinal, state, tenant_id FROM inbox_event
         WHERE delivery_id = ANY ($1::uuid[]) AND day >= $2
         ORDER BY delivery_id, ordinal, id DESC),
       letter AS (
         SELECT delivery_id, ordinal, state, tenant_id FROM dead_letter
         WHERE delivery_id = ANY ($1::uuid[]) AND (ordinal >= 0 OR state <> 'replayed')),
       element AS (
         SELECT coalesce(event.delivery_id, letter.delivery_id) AS delivery_id,
           coalesce(event.tenant_id, letter.tenant_id) AS tenant_id, event.state AS event_state,
           coalesce(letter.state IN ('waiting', 'replaying'), false) AS is_dead
         FROM event FULL JOIN letter USING (delivery_id, ordinal))
       SELECT delivery_id AS "deliveryId", count(*)::integer AS total,
         count(*) FILTER (WHERE NOT is_dead AND event_state = 'done')::integer AS done,
         count(*) FILTER (WHERE NOT is_dead AND event_state IN ('pending', 'retrying'))::integer AS waiting,
         count(*) FILTER (WHERE is_dead)::integer AS dead,
         coalesce(array_agg(DISTINCT tenant_id) FILTER (WHERE tenant_id IS NOT NULL), '{}') AS "tenantIds"
       FROM element GROUP BY delivery_id`,
      [ids, firstDayOf(ids.reduce((oldest, id) => (id < oldest ? id : oldest)))],
    );
  }

  /** In the order of the delivery's elements; one that was replayed is there again. */
  eventsOf(transaction: Transaction, deliveryId: string, limit: number): Promise<EventRow[]> {
    return transaction.query(
      `SELECT id, ordinal, kind,
         coalesce(element->>'type', element->>'status', element->>'field', element->>'category') AS type,
         tenant_id AS "tenantId", channel_id AS "channelId", lane, state, attempts, last_error AS "lastError",
         received_at AS "receivedAt", applied_at AS "appliedAt"
       FROM inbox_event WHERE delivery_id = $1 AND day >= $3 ORDER BY ordinal, id LIMIT $2`,
      [deliveryId, limit, firstDayOf(deliveryId)],
    );
  }
}
