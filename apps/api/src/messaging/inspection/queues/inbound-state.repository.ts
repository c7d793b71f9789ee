import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../../kernel/context';
import { Transaction } from '../../../platform/database/transaction';
import { LANE_COUNT } from '../../inbound/lane';

/** Of one lane (then `tenantId` is null) or of one tenant (then `lane` is). */
export interface WaitingEvents {
  readonly lane: number | null;
  readonly tenantId: string | null;
  readonly count: number;
  readonly oldestAt: Date;
}

export interface WaitingDeliveries {
  readonly count: number;
  readonly oldestAt: Date | null;
}

export interface AppliedEvents {
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** How many are counted: of deliveries, of events that are tried again, of dead letters in a stage. */
export const COUNTED = 100_000;
/** How many of the events that wait in one lane. */
export const COUNTED_IN_LANE = 5_000;
/** Of how many (lane, tenant) the oldest event is looked up. */
const LOOKED_UP = 20_000;
/** Of how many of the newest the latency is taken. */
const LATENCY_OF = 10_000;

/** What waits in the tables of the inbound engine, which belong to no tenant; each statement reads little but an index. */
@Injectable()
export class InboundStateRepository {
  /** The time of the database; from here on no statement of this transaction takes longer than 5 s. */
  async begin(transaction: Transaction): Promise<Date> {
    await transaction.query(`SET LOCAL statement_timeout = '5s'`);
    const rows: { now: Date }[] = await transaction.query('SELECT clock_timestamp() AS now');
    return rows[0]?.now ?? new Date();
  }

  async waitingDeliveries(transaction: Transaction): Promise<WaitingDeliveries> {
    const rows: WaitingDeliveries[] = await transaction.query(
      `SELECT (SELECT count(*)::integer
               FROM (SELECT id FROM webhook_delivery WHERE exploded_at IS NULL ORDER BY id LIMIT $1) AS counted) AS count,
         (SELECT received_at FROM webhook_delivery WHERE exploded_at IS NULL ORDER BY id LIMIT 1) AS "oldestAt"`,
      [COUNTED],
    );
    return rows[0] ?? { count: 0, oldestAt: null };
  }

  /** That have not been tried yet: how many there are of each lane and of each tenant. */
  pending(transaction: Transaction): Promise<WaitingEvents[]> {
    return transaction.query(
      `WITH RECURSIVE turn (lane, tenant_id, received_at) AS (
         SELECT lanes.lane, first.* FROM (SELECT number::smallint AS lane FROM generate_series(0, $1 - 1) AS number) AS lanes
         CROSS JOIN LATERAL (
           SELECT tenant_id, received_at FROM inbox_event
           WHERE lane = lanes.lane AND state = 'pending' ORDER BY tenant_id, id LIMIT 1) AS first
         UNION ALL
         SELECT turn.lane, next.* FROM turn CROSS JOIN LATERAL (
           SELECT tenant_id, received_at FROM inbox_event
           WHERE lane = turn.lane AND state = 'pending' AND tenant_id > turn.tenant_id
           ORDER BY tenant_id, id LIMIT 1) AS next),
       oldest AS MATERIALIZED (SELECT * FROM turn LIMIT $2),
       counted AS (
         SELECT lane, tenant_id, count(*) AS count FROM (SELECT DISTINCT lane FROM oldest) AS lanes
         CROSS JOIN LATERAL (
           SELECT tenant_id FROM inbox_event WHERE inbox_event.lane = lanes.lane AND state = 'pending'
           ORDER BY tenant_id, id LIMIT $3) AS first
         GROUP BY lane, tenant_id)
       SELECT lane, tenant_id AS "tenantId", sum(coalesce(count, 1))::integer AS count, min(received_at) AS "oldestAt"
       FROM oldest LEFT JOIN counted USING (lane, tenant_id)
       GROUP BY GROUPING SETS ((lane), (tenant_id))`,
      [LANE_COUNT, LOOKED_UP, COUNTED_IN_LANE],
    );
  }

  /** That failed and wait for another attempt. */
  retrying(transaction: Transaction): Promise<WaitingEvents[]> {
    return transaction.query(
      `SELECT lane, tenant_id AS "tenantId", count(*)::integer AS count, min(received_at) AS "oldestAt"
       FROM (SELECT lane, tenant_id, received_at FROM inbox_event WHERE state = 'retrying' LIMIT $1) AS counted
       GROUP BY GROUPING SETS ((lane), (tenant_id))`,
      [COUNTED],
    );
  }

  async attemptsOfLanes(transaction: Transaction): Promise<Map<number, number>> {
    const rows: { lane: number; attempts: number }[] = await transaction.query(
      'SELECT lane, attempts FROM lane WHERE attempts > 0 AND lane >= 0',
    );
    return new Map(rows.map(({ lane, attempts }) => [lane, attempts]));
  }

  async receivedSince(transaction: Transaction, firstId: string): Promise<number> {
    const rows: { count: number }[] = await transaction.query(
      'SELECT count(*)::integer AS count FROM webhook_delivery WHERE id >= $1',
      [firstId],
    );
    return rows[0]?.count ?? 0;
  }

  async appliedInLastMinute(transaction: Transaction): Promise<AppliedEvents> {
    const rows: { count: number; ms: [number, number] | null }[] = await transaction.query(
      `SELECT (SELECT count(*)::integer FROM inbox_event WHERE applied_at > now() - interval '1 minute') AS count,
         (SELECT percentile_disc(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY ms)
          FROM (SELECT greatest(0, round(extract(epoch FROM applied_at - received_at) * 1000))::float8 AS ms
                FROM inbox_event WHERE applied_at > now() - interval '1 minute'
                ORDER BY applied_at DESC LIMIT $1) AS newest) AS ms`,
      [LATENCY_OF],
    );
    const [{ count, ms } = { count: 0, ms: null }] = rows;
    return { count, p50Ms: ms?.[0] ?? null, p99Ms: ms?.[1] ?? null };
  }

  deadLetters(transaction: Transaction): Promise<{ stage: string; count: number }[]> {
    return transaction.query(
      `SELECT stage, (SELECT count(*)::integer FROM (
         SELECT id FROM dead_letter WHERE dead_letter.stage = stages.stage AND state = 'waiting' LIMIT $1) AS counted) AS count
       FROM unnest('{explode,route,apply}'::text[]) AS stages (stage)`,
      [COUNTED],
    );
  }

  async runningReplays(transaction: Transaction): Promise<number> {
    const rows: { count: number }[] = await transaction.query(
      'SELECT count(*)::integer AS count FROM replay WHERE finished_at IS NULL',
    );
    return rows[0]?.count ?? 0;
  }

  /** Of all current tenants. */
  async media(transaction: Transaction): Promise<{ waiting: number; failed: number }> {
    const rows: { waiting: number; failed: number }[] = await transaction.query(
      `SELECT count(*) FILTER (WHERE state <> 'failed')::integer AS waiting,
         count(*) FILTER (WHERE state = 'failed')::integer AS failed
       FROM media WHERE tenant_id = ANY ($1) AND state IN ('waiting', 'fetching', 'failed')`,
      [currentTenants()],
    );
    return rows[0] ?? { waiting: 0, failed: 0 };
  }
}
