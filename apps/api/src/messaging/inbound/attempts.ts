import { Injectable } from '@nestjs/common';
import { InboxConnection } from './inbox-connection';
import { EventKey } from './inbox-events.repository';

/** More than anybody looks at, and less than the column holds. */
const ENOUGH = 1_000;

/**
 * Counts attempts before they are made, beside the transaction of the attempt: the count stays when the attempt fails,
 * and when its process dies in it.
 */
@Injectable()
export class Attempts {
  constructor(private readonly connection: InboxConnection) {}

  /** Answers of each lane how often it was tried since it was last finished, this time included. */
  async countLanes(lanes: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.connection.query<{ lane: number; attempts: number }>(
      'count-lanes',
      `UPDATE lane SET attempts = least(attempts + 1, ${ENOUGH}), started_at = now()
       WHERE lane = ANY ($1::smallint[]) RETURNING lane, attempts`,
      [lanes],
    );
    return new Map(rows.map(({ lane, attempts }) => [lane, attempts]));
  }

  async countEvents(events: readonly EventKey[]): Promise<void> {
    await this.connection.query(
      'count-events',
      `UPDATE inbox_event SET attempts = least(attempts + 1, ${ENOUGH})
       WHERE (day, id) IN (SELECT * FROM unnest($1::date[], $2::bigint[]))`,
      [events.map(({ day }) => day), events.map(({ id }) => id)],
    );
  }

  async countDeliveries(deliveries: readonly { readonly id: string }[]): Promise<void> {
    await this.connection.query(
      'count-deliveries',
      `UPDATE webhook_delivery SET attempts = least(attempts + 1, ${ENOUGH}) WHERE id = ANY ($1::uuid[])`,
      [deliveries.map(({ id }) => id)],
    );
  }

  /**
   * Takes back what was counted for an attempt that failed through no fault of what was tried. Where it cannot, the
   * count stays, and costs no more than some care.
   */
  async takeBack(of: {
    readonly lanes: readonly number[];
    readonly events?: readonly EventKey[];
    readonly deliveries?: readonly { readonly id: string }[];
  }): Promise<void> {
    const { lanes, events = [], deliveries = [] } = of;
    await this.connection
      .query(
        'take-back',
        `WITH of_lanes AS (
           UPDATE lane SET attempts = greatest(attempts - 1, 0) WHERE lane = ANY ($1::smallint[])),
         of_deliveries AS (
           UPDATE webhook_delivery SET attempts = greatest(attempts - 1, 0) WHERE id = ANY ($4::uuid[]))
         UPDATE inbox_event SET attempts = greatest(attempts - 1, 0)
         WHERE (day, id) IN (SELECT * FROM unnest($2::date[], $3::bigint[]))`,
        [lanes, events.map(({ day }) => day), events.map(({ id }) => id), deliveries.map(({ id }) => id)],
      )
      .catch(() => []);
  }
}
