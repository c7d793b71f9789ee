import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/transaction';
import { Place } from '../../../platform/http/page';
import { Stage } from '../dead-letters/dead-letters.dto';
import { ReplayAction } from './replays.dto';

export interface ReplayRow {
  readonly id: string;
  readonly action: ReplayAction;
  readonly requestedByName: string;
  readonly filter: Record<string, unknown>;
  readonly note: string | null;
  readonly ratePerSecond: number;
  readonly total: number;
  readonly done: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface NewReplay {
  readonly id: string;
  readonly action: ReplayAction;
  readonly requestedBy: string | null;
  readonly requestedByName: string;
  readonly filter: Record<string, unknown>;
  readonly note: string | null;
  readonly ratePerSecond: number;
  readonly total: number;
}

/** All that is given must match. */
export interface WantedLetters {
  readonly ids: readonly string[] | null;
  readonly stage: Stage | null;
  readonly reason: string | null;
  readonly tenantId: string | null;
}

/** How many letters of one tenant, or of none. */
export interface TakenLetters {
  readonly tenantId: string | null;
  readonly count: number;
}

/** What one replay takes at most. */
const MOST = 50_000;

const REPLAY = `
  id, action, requested_by_name AS "requestedByName", filter, note, rate_per_second AS "ratePerSecond", total, done,
  created_at AS "createdAt", finished_at AS "finishedAt", created_at::text AS at`;

/** The record of what was tried again or discarded, and by whom. A table of no tenant. */
@Injectable()
export class ReplaysRepository {
  /** Letters that wait become this replay's, the oldest first; what another takes at the same time is the other's. */
  take(
    transaction: Transaction,
    replay: { readonly id: string; readonly action: ReplayAction; readonly note: string | null },
    { ids, stage, reason, tenantId }: WantedLetters,
  ): Promise<TakenLetters[]> {
    return transaction.query(
      `WITH chosen AS (
         SELECT id FROM dead_letter
         WHERE state = 'waiting' AND ($4::uuid[] IS NULL OR id = ANY ($4)) AND ($5::text IS NULL OR stage = $5)
           AND ($6::text IS NULL OR reason = $6) AND ($7::uuid IS NULL OR tenant_id = $7)
         ORDER BY id LIMIT $8 FOR UPDATE SKIP LOCKED),
       taken AS (
         UPDATE dead_letter letter SET replay_id = $1, replay_attempts = 0, note = $3,
           state = CASE $2 WHEN 'discard' THEN 'discarded' ELSE 'replaying' END,
           resolved_at = CASE $2 WHEN 'discard' THEN clock_timestamp() END
         FROM chosen WHERE letter.id = chosen.id RETURNING letter.tenant_id)
       SELECT tenant_id AS "tenantId", count(*)::integer AS count FROM taken GROUP BY tenant_id`,
      [replay.id, replay.action, replay.note, ids, stage, reason, tenantId, MOST],
    );
  }

  /** A discard is finished as it is recorded. */
  async insert(transaction: Transaction, replay: NewReplay): Promise<void> {
    await transaction.query(
      `INSERT INTO replay (id, action, requested_by, requested_by_name, filter, note, rate_per_second, total, done,
         finished_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE $2 WHEN 'discard' THEN $8 ELSE 0 END,
         CASE $2 WHEN 'discard' THEN clock_timestamp() END)`,
      [
        replay.id,
        replay.action,
        replay.requestedBy,
        replay.requestedByName,
        JSON.stringify(replay.filter),
        replay.note,
        replay.ratePerSecond,
        replay.total,
      ],
    );
  }

  async find(transaction: Transaction, id: string): Promise<ReplayRow | null> {
    const rows: ReplayRow[] = await transaction.query(`SELECT ${REPLAY} FROM replay WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Newest first. */
  list(transaction: Transaction, limit: number, after: Place | null): Promise<(ReplayRow & Place)[]> {
    return transaction.query(
      `SELECT ${REPLAY} FROM replay WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [after?.id ?? null, limit],
    );
  }
}
