import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/transaction';
import { Place } from '../../../platform/http/page';
import { DeadLetterState, Stage } from './dead-letters.dto';

export interface DeadLetterRow {
  readonly id: string;
  readonly provider: string;
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly stage: Stage;
  readonly reason: string;
  readonly detail: string | null;
  readonly tenantId: string | null;
  readonly channelId: string | null;
  readonly receivedAt: Date;
  readonly attempts: number;
  readonly state: DeadLetterState;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
}

export interface WholeDeadLetterRow extends DeadLetterRow {
  readonly element: unknown;
  readonly body: Buffer | null;
}

export interface DeadLetterGroupRow {
  readonly stage: Stage;
  readonly reason: string;
  readonly detail: string | null;
  readonly waiting: number;
  readonly oldestAt: Date;
  readonly newestAt: Date;
  readonly tenantIds: readonly string[] | null;
}

/** All that is given must match. */
export interface DeadLetterFilter {
  readonly state: DeadLetterState;
  readonly stage: Stage | null;
  readonly reason: string | null;
  readonly tenantId: string | null;
}

const LETTER = `
  id, provider, delivery_id AS "deliveryId", ordinal, stage, reason, detail, tenant_id AS "tenantId",
  channel_id AS "channelId", received_at AS "receivedAt", attempts, state, note, created_at AS "createdAt",
  resolved_at AS "resolvedAt", created_at::text AS at`;

/** Of a group, what it is about is told of the newest. */
const LOOKED_AT = 1_000;

/** What was set aside, for whoever runs the installation. A table of no tenant. */
@Injectable()
export class DeadLetterRowsRepository {
  /** Letters that wait, the largest group first. */
  groups(transaction: Transaction): Promise<DeadLetterGroupRow[]> {
    return transaction.query(
      `WITH RECURSIVE kind (stage, reason) AS (
         (SELECT stage, reason FROM dead_letter WHERE state = 'waiting' ORDER BY stage, reason LIMIT 1)
         UNION ALL
         SELECT next.* FROM kind CROSS JOIN LATERAL (
           SELECT stage, reason FROM dead_letter
           WHERE state = 'waiting' AND (stage, reason) > (kind.stage, kind.reason) ORDER BY stage, reason LIMIT 1) AS next)
       SELECT kind.stage, kind.reason, counted.*, about.*
       FROM kind
       CROSS JOIN LATERAL (
         SELECT count(*)::integer AS waiting FROM dead_letter
         WHERE state = 'waiting' AND stage = kind.stage AND reason = kind.reason) AS counted
       CROSS JOIN LATERAL (
         SELECT mode() WITHIN GROUP (ORDER BY detail) AS detail, max(created_at) AS "newestAt",
           (SELECT created_at FROM dead_letter WHERE state = 'waiting' AND stage = kind.stage AND reason = kind.reason
            ORDER BY id LIMIT 1) AS "oldestAt",
           (array_agg(DISTINCT tenant_id) FILTER (WHERE tenant_id IS NOT NULL))[1:5] AS "tenantIds"
         FROM (SELECT detail, created_at, tenant_id FROM dead_letter
               WHERE state = 'waiting' AND stage = kind.stage AND reason = kind.reason ORDER BY id DESC LIMIT $1) AS newest
       ) AS about
       ORDER BY waiting DESC, stage, reason`,
      [LOOKED_AT],
    );
  }

  /** Newest first. */
  list(
    transaction: Transaction,
    filter: DeadLetterFilter,
    limit: number,
    after: Place | null,
  ): Promise<(DeadLetterRow & Place)[]> {
    return transaction.query(
      `SELECT ${LETTER} FROM dead_letter
       WHERE state = $1 AND ($2::text IS NULL OR stage = $2) AND ($3::text IS NULL OR reason = $3)
         AND ($4::uuid IS NULL OR tenant_id = $4) AND ($5::uuid IS NULL OR id < $5)
       ORDER BY id DESC LIMIT $6`,
      [filter.state, filter.stage, filter.reason, filter.tenantId, after?.id ?? null, limit],
    );
  }

  async find(transaction: Transaction, id: string): Promise<WholeDeadLetterRow | null> {
    const rows: WholeDeadLetterRow[] = await transaction.query(
      `SELECT ${LETTER}, element, body FROM dead_letter WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Of one delivery, in the order of its elements. */
  ofDelivery(transaction: Transaction, deliveryId: string, limit: number): Promise<DeadLetterRow[]> {
    return transaction.query(
      `SELECT ${LETTER} FROM dead_letter WHERE delivery_id = $1 ORDER BY ordinal LIMIT $2`,
      [deliveryId, limit],
    );
  }
}
