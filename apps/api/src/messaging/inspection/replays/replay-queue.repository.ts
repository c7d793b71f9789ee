import { Injectable } from '@nestjs/common';
import { returned, Transaction } from '../../../platform/database/transaction';
import { Stage } from '../dead-letters/dead-letters.dto';

/** A letter that is tried again. */
export interface ReplayedLetter {
  readonly id: string;
  readonly provider: string;
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly stage: Stage;
  readonly tenantId: string | null;
  readonly channelId: string | null;
  readonly element: unknown;
  readonly body: Buffer | null;
  readonly receivedAt: Date;
}

export interface RunningReplay {
  readonly id: string;
  readonly ratePerSecond: number;
  /** Until it may take its next letters. */
  readonly waitMs: number;
}

export interface NextLetter {
  readonly id: string;
  /** How often it was begun in this replay. */
  readonly attempts: number;
}

// One worker at a time takes letters, so that all replays together keep to one pace.
const REPLAY_LOCK = 7_215_535;

/** The letters that are being tried again, and the pace at which that is. Tables of no tenant. */
@Injectable()
export class ReplayQueueRepository {
  /** Until the transaction ends; false when another worker has it. */
  async takeTurn(transaction: Transaction): Promise<boolean> {
    const rows: { taken: boolean }[] = await transaction.query(
      `SELECT pg_try_advisory_xact_lock(${REPLAY_LOCK}) AS taken`,
    );
    return rows[0]?.taken === true;
  }

  /** The one that may go on first. */
  async next(transaction: Transaction): Promise<RunningReplay | null> {
    const rows: RunningReplay[] = await transaction.query(
      `SELECT id, rate_per_second AS "ratePerSecond",
         ceil(greatest(0, extract(epoch FROM next_letter_at - clock_timestamp())) * 1000)::integer AS "waitMs"
       FROM replay WHERE finished_at IS NULL ORDER BY next_letter_at, id LIMIT 1`,
    );
    return rows[0] ?? null;
  }

  /** Those that were begun least often first, and among them in the order of receipt. */
  nextLetters(transaction: Transaction, replayId: string, limit: number): Promise<NextLetter[]> {
    return transaction.query(
      `SELECT id, replay_attempts AS attempts FROM dead_letter WHERE replay_id = $1 AND state = 'replaying'
       ORDER BY replay_attempts, delivery_id, ordinal LIMIT $2`,
      [replayId, limit],
    );
  }

  async countAttempts(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query(
      'UPDATE dead_letter SET replay_attempts = replay_attempts + 1 WHERE id = ANY ($1::uuid[])',
      [ids],
    );
  }

  /**
   * When the next letters may be taken, by the database's clock: of this replay after `letters` at its own rate, of any
   * other after as many at the rate of all together. Nothing is caught up on.
   */
  async pace(transaction: Transaction, { id, letters, ratePerSecond, ofAllPerSecond }: Pace): Promise<void> {
    await transaction.query(
      `UPDATE replay SET next_letter_at = greatest(next_letter_at, clock_timestamp()
           + make_interval(secs => $2::float8 / CASE WHEN id = $1 THEN least($3::float8, $4::float8) ELSE $4::float8 END))
       WHERE finished_at IS NULL`,
      [id, letters, ratePerSecond, ofAllPerSecond],
    );
  }

  /** Those of the letters that still are this replay's; they count as replayed when the transaction is committed. */
  async begin(transaction: Transaction, replayId: string, ids: readonly string[]): Promise<ReplayedLetter[]> {
    const result: unknown = await transaction.query(
      `UPDATE dead_letter SET state = 'replayed', resolved_at = clock_timestamp()
       WHERE id = ANY ($2::uuid[]) AND replay_id = $1 AND state = 'replaying'
       RETURNING id, provider, delivery_id AS "deliveryId", ordinal, stage, tenant_id AS "tenantId",
         channel_id AS "channelId", element, body, received_at AS "receivedAt"`,
      [replayId, ids],
    );
    return returned<ReplayedLetter>(result).sort(byReceipt);
  }

  /** It waits again. */
  async putBack(
    transaction: Transaction,
    replayId: string,
    { id, attempts }: NextLetter,
    why: { readonly reason: string | null; readonly detail: string },
  ): Promise<void> {
    await transaction.query(
      `UPDATE dead_letter SET state = 'waiting', reason = coalesce($4, reason), detail = $5,
         attempts = least(attempts + $3, 30000)
       WHERE id = $2 AND replay_id = $1 AND state = 'replaying'`,
      [replayId, id, attempts, why.reason, why.detail],
    );
  }

  /** Counts what is done, and finishes the replay when nothing is left of it. */
  async settle(transaction: Transaction, replayId: string, letters: number): Promise<void> {
    await transaction.query(
      `UPDATE replay SET done = CASE WHEN has_more THEN least(done + $2, total) ELSE total END,
         finished_at = CASE WHEN has_more THEN NULL ELSE clock_timestamp() END
       FROM (SELECT EXISTS (SELECT 1 FROM dead_letter WHERE replay_id = $1 AND state = 'replaying') AS has_more) AS rest
       WHERE id = $1 AND finished_at IS NULL`,
      [replayId, letters],
    );
  }
}

interface Pace {
  readonly id: string;
  readonly letters: number;
  readonly ratePerSecond: number;
  readonly ofAllPerSecond: number;
}

const byReceipt = (one: ReplayedLetter, other: ReplayedLetter): number =>
  one.deliveryId < other.deliveryId
    ? -1
    : one.deliveryId > other.deliveryId
      ? 1
      : one.ordinal - other.ordinal;
