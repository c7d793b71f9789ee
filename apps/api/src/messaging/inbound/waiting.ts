import { Injectable } from '@nestjs/common';
import { InboxConnection } from './inbox-connection';

/** The days in which something may wait, first and last: whoever looks for work leaves the other days alone. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const DAYS_ARE_GOOD_FOR_MS = 10_000;
/** Longer than anything is kept (WEBHOOK_RETENTION_DAYS). */
const FARTHEST_DAYS = 400;
/** Where clocks were wrong there is work outside of the days that we look through one by one. */
export const ALL_DAYS: Days = { from: '1970-01-01', to: '9999-12-31' };

/** Whether there is work: cheap to ask, and wrong for a moment at worst. */
@Injectable()
export class Waiting {
  private known: { readonly days: Days; readonly untilMs: number } | undefined;

  constructor(private readonly connection: InboxConnection) {}

  /** From the oldest day in which something waits, or yesterday, to tomorrow, or as far as something waits behind that. */
  async days(): Promise<Days> {
    const nowMs = performance.now();
    if (this.known === undefined || this.known.untilMs < nowMs) {
      this.known = { days: await this.askForDays(), untilMs: nowMs + DAYS_ARE_GOOD_FOR_MS };
    }
    return this.known.days;
  }

  async anyDelivery(): Promise<boolean> {
    const { from, to } = await this.days();
    const rows = await this.connection.query(
      'any-delivery',
      `SELECT 1 FROM webhook_delivery
       WHERE exploded_at IS NULL AND id >= first_id_of($1::date) AND id < first_id_of($2::date + 1) LIMIT 1`,
      [from, to],
    );
    return rows.length > 0;
  }

  /** The lanes with something to apply now. */
  async lanes(): Promise<number[]> {
    const { from, to } = await this.days();
    const rows = await this.connection.query<{ lane: number }>(
      'lanes-with-work',
      `WITH RECURSIVE pending (lane) AS (
         (SELECT lane FROM inbox_event
          WHERE state = 'pending' AND day BETWEEN $1 AND $2 ORDER BY lane LIMIT 1)
         UNION ALL
         SELECT next.lane FROM pending CROSS JOIN LATERAL (
           SELECT lane FROM inbox_event
           WHERE state = 'pending' AND lane > pending.lane AND day BETWEEN $1 AND $2 ORDER BY lane LIMIT 1) AS next)
       SELECT lane FROM pending
       UNION
       SELECT lane FROM inbox_event
       WHERE state = 'retrying' AND next_attempt_at <= now() AND day BETWEEN $1 AND $2`,
      [from, to],
    );
    return rows.map(({ lane }) => lane);
  }

  /** Of what waits longest; 0 where nothing does. */
  async oldestAgeMs(): Promise<number> {
    const { from, to } = await this.days();
    const [oldest] = await this.connection.query<{ ageMs: number | null }>('oldest-of-the-inbox', OLDEST, [
      from,
      to,
    ]);
    return Math.max(0, oldest?.ageMs ?? 0);
  }

  private async askForDays(): Promise<Days> {
    const [days] = await this.connection.query<Days>(
      'days-with-work',
      `SELECT CASE WHEN ${waits('day < today - $1::integer', 'id < first_id_of(today - $1::integer)')}
           THEN '${ALL_DAYS.from}' ELSE coalesce(min(old.day), today - 1)::text END AS "from",
         CASE WHEN ${waits('day > today + 1', 'id >= first_id_of(today + 2)')}
           THEN '${ALL_DAYS.to}' ELSE (today + 1)::text END AS "to"
       FROM (SELECT (now() AT TIME ZONE 'utc')::date AS today) AS calendar
       LEFT JOIN LATERAL (
         SELECT today - back AS day FROM generate_series(2, $1::integer) AS back
         WHERE ${waits('day = today - back', 'id >= first_id_of(today - back) AND id < first_id_of(today - back + 1)')}
         ) AS old ON true
       GROUP BY today`,
      [FARTHEST_DAYS],
    );
    if (days === undefined) throw new Error('The database does not say what day it is.');
    return days;
  }
}

function waits(eventIs: string, deliveryIs: string): string {
  return `(EXISTS (SELECT 1 FROM inbox_event WHERE inbox_event.${eventIs} AND state = 'pending')
    OR EXISTS (SELECT 1 FROM inbox_event WHERE inbox_event.${eventIs} AND state = 'retrying')
    OR EXISTS (SELECT 1 FROM webhook_delivery WHERE exploded_at IS NULL AND ${deliveryIs}))`;
}

// The first of each tenant in each lane, and the first webhook that is still whole.
const OLDEST = `
  WITH RECURSIVE turn (lane, tenant_id, received_at) AS (
    (SELECT lane, tenant_id, received_at FROM inbox_event
     WHERE state = 'pending' AND day BETWEEN $1 AND $2 ORDER BY lane, tenant_id, id LIMIT 1)
    UNION ALL
    SELECT next.* FROM turn CROSS JOIN LATERAL (
      SELECT lane, tenant_id, received_at FROM inbox_event
      WHERE state = 'pending' AND (lane, tenant_id) > (turn.lane, turn.tenant_id) AND day BETWEEN $1 AND $2
      ORDER BY lane, tenant_id, id LIMIT 1) AS next)
  SELECT extract(epoch FROM clock_timestamp() - least(
    (SELECT min(received_at) FROM turn),
    (SELECT received_at FROM webhook_delivery
     WHERE exploded_at IS NULL AND id >= first_id_of($1::date) AND id < first_id_of($2::date + 1)
     ORDER BY id LIMIT 1)))::float8 * 1000 AS "ageMs"`;
