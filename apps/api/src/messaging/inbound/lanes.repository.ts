import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';

// The first key of the two-key advisory locks that keep a lane to one worker at a time.
const LANE_LOCKS = 7_215;
// One exploder at a time over all workers: events get their ids in the order of receipt, and no contact is made twice.
const EXPLODE_LOCK = 7_215_534;

/**
 * Everything that the inbound engine does is to find rows by their keys. While tables grow from nothing to a hundred
 * thousand rows within a minute, the planner goes by what it knew of them when they were empty, and would read them whole
 * for every batch, or join each of its rows with each of theirs.
 */
export const BY_KEYS_ALONE = {
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_sort: 'off',
  jit: 'off',
};

/** No plan is made for the values of one question, so what is prepared is planned once. */
export const PLANNED_ONCE = { plan_cache_mode: 'force_generic_plan' };

/** PostgreSQL then says that it was a lock: of what takes too long nobody knows whether it is the fault of what was tried. */
const LOCKS_ARE_AWAITED = { lock_timeout: '5s' };

const WORK_AS_THE_ENGINE = Object.entries({ ...BY_KEYS_ALONE, ...PLANNED_ONCE, ...LOCKS_ARE_AWAITED })
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(', ');

/** Who works on what: locks that end with their transaction, and the count of attempts that nobody has finished. */
@Injectable()
export class LanesRepository {
  /** Answers those of the lanes that nobody else has; they are the transaction's until it ends. */
  async take(transaction: Transaction, lanes: readonly number[]): Promise<number[]> {
    const [rows] = await Promise.all([
      transaction.query<{ lane: number }[]>(
        `SELECT lane FROM unnest($1::integer[]) AS lane WHERE pg_try_advisory_xact_lock(${LANE_LOCKS}, lane)`,
        [lanes],
      ),
      transaction.query(`SELECT ${WORK_AS_THE_ENGINE}`),
    ]);
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
    const [[lock]] = await Promise.all([
      transaction.query<{ taken: boolean }[]>(`SELECT pg_try_advisory_xact_lock(${EXPLODE_LOCK}) AS taken`),
      transaction.query(`SELECT ${WORK_AS_THE_ENGINE}`),
    ]);
    return lock?.taken === true;
  }

  async waitForExploding(transaction: Transaction): Promise<void> {
    await Promise.all([
      transaction.query(`SELECT pg_advisory_xact_lock(${EXPLODE_LOCK})`),
      transaction.query(`SELECT ${WORK_AS_THE_ENGINE}`),
    ]);
  }

  /** Everything that these lanes were tried for is finished when this commits. */
  async finish(transaction: Transaction, lanes: readonly number[]): Promise<void> {
    await transaction.query('UPDATE lane SET attempts = 0 WHERE lane = ANY ($1::smallint[])', [lanes]);
  }
}
