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

/** Whether there is work: cheap to ask, and wrong for a moment at worst. */
@Injectable()
export class Waiting {
  private known: { readonly days: Days; readonly untilMs: number } | undefined;

  constructor(private readonly connection: InboxConnection) {}

  /** From the oldest day in which something waits, or yesterday, to tomorrow. */
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

  private async askForDays(): Promise<Days> {
    const [days] = await this.connection.query<Days>(
      'days-with-work',
      `SELECT coalesce(min(day), today - 1)::text AS "from", (today + 1)::text AS "to"
       FROM (SELECT (now() AT TIME ZONE 'utc')::date AS today) AS calendar
       LEFT JOIN LATERAL (
         SELECT today - back AS day FROM generate_series(2, ${FARTHEST_DAYS}) AS back
         WHERE EXISTS (SELECT 1 FROM inbox_event WHERE inbox_event.day = today - back AND state = 'pending')
           OR EXISTS (SELECT 1 FROM inbox_event WHERE inbox_event.day = today - back AND state = 'retrying')
           OR EXISTS (SELECT 1 FROM webhook_delivery WHERE exploded_at IS NULL
             AND id >= first_id_of(today - back) AND id < first_id_of(today - back + 1))) AS old ON true
       GROUP BY today`,
    );
    if (days === undefined) throw new Error('The database does not say what day it is.');
    return days;
  }
}
