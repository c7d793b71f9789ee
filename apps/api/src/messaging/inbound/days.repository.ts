import { Injectable } from '@nestjs/common';
import { returned, Transaction } from '../../platform/database/transaction';

const FIRST_KEPT = `((now() AT TIME ZONE 'utc')::date - $1::integer)`;

/** The partitions of webhook_delivery and inbox_event. Tables of no tenant. */
@Injectable()
export class DaysRepository {
  /** From yesterday to so many days ahead, where they are not there yet. */
  async make(transaction: Transaction, ahead: number): Promise<void> {
    await transaction.query('SELECT make_days($1)', [ahead]);
  }

  /** One table of a day before the last `keep` in which nothing waits any more; answers whether there was one. */
  async dropOne(transaction: Transaction, keep: number): Promise<boolean> {
    const [row] = await transaction.query('SELECT drop_days($1) AS dropped', [keep]);
    return row.dropped > 0;
  }

  /**
   * Rows that are past keeping in a table that stays: of no day, or of one in which something waits; and dead letters as
   * long after they were resolved. Answers how many, of the kind of which there were most.
   */
  async deletePast(transaction: Transaction, keep: number, limit: number): Promise<number> {
    const deliveries = returned(
      await transaction.query(
        `DELETE FROM webhook_delivery WHERE id IN (
           SELECT id FROM webhook_delivery
           WHERE id < first_id_of(${FIRST_KEPT}) AND exploded_at IS NOT NULL LIMIT $2) RETURNING 1`,
        [keep, limit],
      ),
    );
    const events = returned(
      await transaction.query(
        `DELETE FROM inbox_event WHERE (day, id) IN (
           SELECT day, id FROM inbox_event
           WHERE day < ${FIRST_KEPT} AND state IN ('done', 'dead') LIMIT $2) RETURNING 1`,
        [keep, limit],
      ),
    );
    const letters = returned(
      await transaction.query(
        `DELETE FROM dead_letter WHERE id IN (
           SELECT id FROM dead_letter
           WHERE resolved_at < ${FIRST_KEPT} AND state IN ('replayed', 'discarded') LIMIT $2) RETURNING 1`,
        [keep, limit],
      ),
    );
    return Math.max(deliveries.length, events.length, letters.length);
  }
}
