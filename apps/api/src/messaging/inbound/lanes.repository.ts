import { Injectable } from '@nestjs/common';
import { WORK_AS_THE_ENGINE } from '../../platform/database/engine-settings';
import { Transaction } from '../../platform/database/transaction';

// The first key of the two-key advisory locks that keep a lane to one worker at a time.
const LANE_LOCKS = 7_215;
// One exploder at a time over all workers: events get their ids in the order of receipt, and no contact is made twice.
const EXPLODE_LOCK = 7_215_534;

/** Who works on what: locks that end with their transaction, and the count of attempts that nobody has finished. */
@Injectable()
export class LanesRepository {
  /** Answers those of the lanes that nobody else has; they are the transaction's until it ends. */
  async take(transaction: Transaction, lanes: readonly number[]): Promise<number[]> {
    const rows: { lane: number }[] = await transaction.query(
      `SELECT lane FROM unnest($1::integer[]) AS lane WHERE pg_try_advisory_xact_lock(${LANE_LOCKS}, lane)`,
      [lanes],
    );
    return rows.map(({ lane }) => lane);
  }

  /** Waits for all of them, in order, so that two who wait for lanes never wait for each other. */
  async waitFor(transaction: Transaction, lanes: readonly number[]): Promise<void> {
    await transaction.query(
      `SELECT pg_advisory_xact_lock(${LANE_LOCKS}, lane)
       FROM (SELECT DISTINCT unnest($1::integer[]) AS lane ORDER BY 1) AS ordered`,
      [lanes],
    );
  }

  async takeExploding(transaction: Transaction): Promise<boolean> {
    const [lock]: { taken: boolean }[] = await transaction.query(
      `SELECT pg_try_advisory_xact_lock(${EXPLODE_LOCK}) AS taken`,
    );
    return lock?.taken === true;
  }

  /** Also in transactions of others, which then find rows as the engine does. */
  async waitForExploding(transaction: Transaction): Promise<void> {
    await Promise.all([
      transaction.query(`SELECT pg_advisory_xact_lock(${EXPLODE_LOCK})`),
      transaction.query(WORK_AS_THE_ENGINE),
    ]);
  }

  /** Everything that these lanes were tried for is finished when this commits. */
  async finish(transaction: Transaction, lanes: readonly number[]): Promise<void> {
    await transaction.query('UPDATE lane SET attempts = 0 WHERE lane = ANY ($1::smallint[])', [lanes]);
  }
}
