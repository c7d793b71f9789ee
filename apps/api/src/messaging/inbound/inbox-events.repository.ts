import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { TenantElement } from '../communication-adapter';
import { Days } from './waiting';

export interface NewInboxEvent {
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly provider: string;
  readonly tenantId: string;
  readonly channelId: string | null;
  readonly contactId: string | null;
  readonly lane: number;
  readonly orderKey: string;
  readonly element: TenantElement;
  readonly receivedAt: Date;
  /** Nothing is left to apply. */
  readonly isDone: boolean;
}

/** `day` and `id` name it; ids are in the order of receipt. */
export interface InboxEvent extends Omit<NewInboxEvent, 'isDone'> {
  readonly day: string;
  readonly id: string;
  readonly attempts: number;
}

export type EventKey = Pick<InboxEvent, 'day' | 'id'>;

export interface FailedEvent extends EventKey {
  readonly attempts: number;
  readonly reason: string;
  /** Null: there is none. */
  readonly nextAttemptInMs: number | null;
}

export interface Claim {
  readonly days: Days;
  /** Of all turns together. */
  readonly limit: number;
  readonly perTurn: number;
}

/** A round holds all that it claimed in memory. */
const MAX_CLAIMED_BYTES = 16 * 1024 * 1024;

const EVENT = `event.day::text, event.id, event.delivery_id AS "deliveryId", event.ordinal, event.provider,
  event.tenant_id AS "tenantId", event.channel_id AS "channelId", event.contact_id AS "contactId", event.lane,
  event.order_key AS "orderKey", event.element, event.received_at AS "receivedAt", event.attempts`;

/** One element of a stored webhook, on its way to a tenant. Worked off by lane, in the order of ids. */
@Injectable()
export class InboxEventsRepository {
  /** The ids follow the order of the list. */
  async insert(transaction: Transaction, events: readonly NewInboxEvent[]): Promise<void> {
    if (events.length === 0) return;
    await transaction.query(
      `INSERT INTO inbox_event (id, delivery_id, ordinal, provider, tenant_id, channel_id, contact_id, lane, order_key,
         kind, element, received_at, state, applied_at)
       SELECT nextval('inbox_event_order'), delivery_id, ordinal, provider, tenant_id, channel_id, contact_id, lane,
         order_key, kind, element, received_at, CASE WHEN is_done THEN 'done' ELSE 'pending' END,
         CASE WHEN is_done THEN clock_timestamp() END
       FROM (SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
           $7::smallint[], $8::text[], $9::text[], $10::json[], $11::timestamptz[], $12::boolean[]) WITH ORDINALITY
         AS given (delivery_id, ordinal, provider, tenant_id, channel_id, contact_id, lane, order_key, kind, element,
           received_at, is_done, place) ORDER BY place) AS ordered`,
      [
        events.map(({ deliveryId }) => deliveryId),
        events.map(({ ordinal }) => ordinal),
        events.map(({ provider }) => provider),
        events.map(({ tenantId }) => tenantId),
        events.map(({ channelId }) => channelId),
        events.map(({ contactId }) => contactId),
        events.map(({ lane }) => lane),
        events.map(({ orderKey }) => orderKey),
        events.map(({ element }) => element.kind),
        events.map(({ element }) => JSON.stringify(element)),
        events.map(({ receivedAt }) => receivedAt),
        events.map(({ isDone }) => isDone),
      ],
    );
  }

  /**
   * What is to be applied next in these lanes, in the order of receipt: of each tenant in a lane its oldest, and of
   * those who have waited longest first, as many of each as make about `limit` together, or fewer where they are large.
   * What waits behind an event of the same order key that is tried again waits on.
   */
  claim(
    transaction: Transaction,
    lanes: readonly number[],
    { days, limit, perTurn }: Claim,
  ): Promise<InboxEvent[]> {
    return transaction.query(
      `WITH RECURSIVE turn (lane, tenant_id, oldest) AS (
         SELECT lanes.lane, first.* FROM unnest($1::smallint[]) AS lanes (lane) CROSS JOIN LATERAL (
           SELECT tenant_id, id FROM inbox_event
           WHERE lane = lanes.lane AND state = 'pending' AND day BETWEEN $4 AND $5 ORDER BY tenant_id, id LIMIT 1) AS first
         UNION ALL
         SELECT turn.lane, next.* FROM turn CROSS JOIN LATERAL (
           SELECT tenant_id, id FROM inbox_event
           WHERE lane = turn.lane AND state = 'pending' AND tenant_id > turn.tenant_id
             AND day BETWEEN $4 AND $5 ORDER BY tenant_id, id LIMIT 1) AS next),
       turns AS (SELECT * FROM turn ORDER BY oldest LIMIT $2),
       again AS (
         SELECT DISTINCT ON (lane, tenant_id, order_key) day, id, next_attempt_at FROM inbox_event
         WHERE lane = ANY ($1::smallint[]) AND state = 'retrying' AND day BETWEEN $4 AND $5 ORDER BY lane, tenant_id, order_key, id),
       claimed AS (
         SELECT chosen.* FROM turns CROSS JOIN LATERAL (
           SELECT day, id, octet_length(element::text) AS bytes, row_number() OVER (ORDER BY id) AS place
           FROM inbox_event event
           WHERE lane = turns.lane AND tenant_id = turns.tenant_id AND state = 'pending'
             AND day BETWEEN $4 AND $5
             AND NOT EXISTS (SELECT 1 FROM inbox_event earlier
               WHERE earlier.lane = event.lane AND earlier.tenant_id = event.tenant_id
                 AND earlier.order_key = event.order_key AND earlier.state = 'retrying'
                 AND earlier.day BETWEEN $4 AND $5)
           ORDER BY id LIMIT greatest(1, least($3, $2 / (SELECT count(*) FROM turns)))) AS chosen
         UNION ALL SELECT due.* FROM again CROSS JOIN LATERAL (
           SELECT day, id, octet_length(element::text), 0 FROM inbox_event event
           WHERE event.day = again.day AND event.id = again.id AND event.day BETWEEN $4 AND $5 LIMIT 1) AS due
         WHERE again.next_attempt_at <= now()),
       sized AS (
         SELECT day, id, sum(bytes) OVER (ORDER BY place, id ROWS UNBOUNDED PRECEDING) - bytes AS bytes_before
         FROM claimed)
       SELECT event.* FROM (SELECT day, id FROM sized WHERE bytes_before < $6) AS claimed CROSS JOIN LATERAL (
         SELECT ${EVENT} FROM inbox_event event
         WHERE event.day = claimed.day AND event.id = claimed.id AND event.day BETWEEN $4 AND $5 LIMIT 1) AS event
       ORDER BY event.id`,
      [lanes, limit, perTurn, days.from, days.to, MAX_CLAIMED_BYTES],
    );
  }

  /** Of these events of a lane the oldest that may be applied now. */
  stillToApply(
    transaction: Transaction,
    lane: number,
    events: readonly EventKey[],
    { days, limit }: Pick<Claim, 'days' | 'limit'>,
  ): Promise<InboxEvent[]> {
    return transaction.query(
      `SELECT event.* FROM unnest($2::date[], $3::bigint[]) AS given (day, id) CROSS JOIN LATERAL (
         SELECT ${EVENT} FROM inbox_event event
         WHERE event.day = given.day AND event.id = given.id AND event.lane = $1 AND event.day BETWEEN $4 AND $5
           AND (event.state = 'pending' AND NOT EXISTS (SELECT 1 FROM inbox_event earlier
               WHERE earlier.lane = event.lane AND earlier.tenant_id = event.tenant_id
                 AND earlier.order_key = event.order_key AND earlier.state = 'retrying'
                 AND earlier.day BETWEEN $4 AND $5)
             OR event.state = 'retrying' AND event.next_attempt_at <= now()) LIMIT 1) AS event
       ORDER BY event.id LIMIT $6`,
      [lane, events.map(({ day }) => day), events.map(({ id }) => id), days.from, days.to, limit],
    );
  }

  async markDone(transaction: Transaction, events: readonly EventKey[]): Promise<void> {
    for (const [day, ids] of byDay(events)) {
      await transaction.query(
        `UPDATE inbox_event SET state = 'done', applied_at = clock_timestamp() WHERE day = $1 AND id = ANY ($2::bigint[])`,
        [day, ids],
      );
    }
  }

  /** Tried again later, or dead when there is no next attempt. */
  async markFailed(transaction: Transaction, failed: readonly FailedEvent[]): Promise<void> {
    if (failed.length === 0) return;
    await transaction.query(
      `UPDATE inbox_event SET attempts = given.attempts, last_error = given.reason,
         next_attempt_at = now() + make_interval(secs => given.next_ms / 1000),
         state = CASE WHEN given.next_ms IS NULL THEN 'dead' ELSE 'retrying' END
       FROM unnest($1::date[], $2::bigint[], $3::smallint[], $4::text[], $5::float8[])
         AS given (day, id, attempts, reason, next_ms)
       WHERE inbox_event.day = given.day AND inbox_event.id = given.id`,
      [
        failed.map(({ day }) => day),
        failed.map(({ id }) => id),
        failed.map(({ attempts }) => attempts),
        failed.map(({ reason }) => reason),
        failed.map(({ nextAttemptInMs }) => nextAttemptInMs),
      ],
    );
  }

  /** Into which contact each of these was merged, of those that were; of all current tenants. */
  async mergedInto(transaction: Transaction, contactIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; into: string }[] = await transaction.query(
      `SELECT id, merged_into_id AS "into" FROM contact
       WHERE tenant_id = ANY ($1) AND id = ANY ($2::uuid[]) AND merged_into_id IS NOT NULL`,
      [currentTenants(), contactIds],
    );
    return new Map(rows.map(({ id, into }) => [id, into]));
  }

  /** Gives single events to another contact, in whose lane they wait. */
  async reassign(
    transaction: Transaction,
    events: readonly (EventKey & { readonly contactId: string; readonly lane: number })[],
  ): Promise<void> {
    if (events.length === 0) return;
    await transaction.query(
      `UPDATE inbox_event SET contact_id = given.contact_id, order_key = given.contact_id, lane = given.lane
       FROM unnest($1::date[], $2::bigint[], $3::uuid[], $4::smallint[]) AS given (day, id, contact_id, lane)
       WHERE inbox_event.day = given.day AND inbox_event.id = given.id`,
      [
        events.map(({ day }) => day),
        events.map(({ id }) => id),
        events.map(({ contactId }) => contactId),
        events.map(({ lane }) => lane),
      ],
    );
  }

  /**
   * Gives what waits for one contact to the other. Callers hold the lanes of both. Each state has an index of its own,
   * which is found by the literal alone; what is in neither is all that was ever received.
   */
  async moveToContact(
    transaction: Transaction,
    of: { readonly tenantId: string; readonly fromContactId: string; readonly intoContactId: string },
    moves: readonly { readonly channelId: string; readonly from: number; readonly into: number }[],
    days: Days,
  ): Promise<void> {
    for (const state of ['pending', 'retrying'])
      await transaction.query(
        `UPDATE inbox_event SET contact_id = $3::uuid, order_key = $3::text, lane = move.into_lane
         FROM unnest($4::uuid[], $5::smallint[], $6::smallint[]) AS move (channel_id, from_lane, into_lane)
         WHERE inbox_event.lane = move.from_lane AND inbox_event.channel_id = move.channel_id
           AND inbox_event.tenant_id = $1 AND inbox_event.contact_id = $2 AND inbox_event.state = '${state}'
           AND inbox_event.day BETWEEN $7 AND $8`,
        [
          of.tenantId,
          of.fromContactId,
          of.intoContactId,
          moves.map(({ channelId }) => channelId),
          moves.map(({ from }) => from),
          moves.map(({ into }) => into),
          days.from,
          days.to,
        ],
      );
  }
}

function byDay(events: readonly EventKey[]): Map<string, string[]> {
  const days = new Map<string, string[]>();
  for (const { day, id } of events) days.set(day, [...(days.get(day) ?? []), id]);
  return days;
}
