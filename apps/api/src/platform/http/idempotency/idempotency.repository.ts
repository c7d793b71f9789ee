import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../../kernel/context';
import { newId } from '../../../kernel/ids';
import { AppDatabase, SystemDatabase } from '../../database/database';
import { returned } from '../../database/transaction';

/** How long an answer can be had again. */
const REMEMBERED_HOURS = 24;
/** A run that has not ended by then has lost its process: the next request with the key runs anew. */
const ABANDONED_AFTER_SECONDS = 60;

export interface KeyedRequest {
  readonly caller: string;
  readonly key: string;
  readonly operation: string;
  readonly fingerprint: Buffer;
}

/** Ours: this request runs, under that id. Otherwise what is known of the one that came first. */
export type Claim =
  | { readonly kind: 'ours'; readonly runId: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'another_request' }
  | { readonly kind: 'answered'; readonly runId: string; readonly status: number; readonly response: Buffer };

interface Row {
  readonly id: string;
  readonly request_hash: Buffer;
  readonly status: number | null;
  readonly response: Buffer | null;
}

/** Which requests with an Idempotency-Key were seen, and how the finished ones were answered. */
@Injectable()
export class IdempotencyRepository {
  constructor(
    private readonly database: AppDatabase,
    private readonly system: SystemDatabase,
  ) {}

  /** Of many at once, exactly one is told that the run is its own. */
  async claim(request: KeyedRequest): Promise<Claim> {
    const tenantId = currentTenant();
    const { caller, key, operation, fingerprint } = request;
    return this.database.transaction(async (transaction) => {
      const [ours] = await transaction.query<{ id: string }[]>(
        `INSERT INTO idempotency_record AS known
           (tenant_id, id, caller, key, operation, request_hash, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 hour')
         ON CONFLICT (tenant_id, caller, key) DO UPDATE
         SET id = excluded.id, operation = excluded.operation, request_hash = excluded.request_hash,
           status = NULL, response = NULL, created_at = now(), expires_at = excluded.expires_at
         WHERE known.expires_at <= now()
           OR (known.status IS NULL AND known.request_hash = excluded.request_hash
             AND known.created_at <= now() - $8 * interval '1 second')
         RETURNING id`,
        [tenantId, newId(), caller, key, operation, fingerprint, REMEMBERED_HOURS, ABANDONED_AFTER_SECONDS],
      );
      if (ours !== undefined) return { kind: 'ours', runId: ours.id };
      const [first] = await transaction.query<Row[]>(
        `SELECT id, request_hash, status, response FROM idempotency_record
         WHERE tenant_id = $1 AND caller = $2 AND key = $3`,
        [tenantId, caller, key],
      );
      return claimOn(first, fingerprint);
    });
  }

  async keep(runId: string, status: number, response: Buffer): Promise<void> {
    const tenantId = currentTenant();
    await this.database.transaction((transaction) =>
      transaction.query(
        `UPDATE idempotency_record SET status = $3, response = $4 WHERE tenant_id = $1 AND id = $2`,
        [tenantId, runId, status, response],
      ),
    );
  }

  /** The request may be repeated as if it had never come. */
  async forget(runId: string): Promise<void> {
    const tenantId = currentTenant();
    await this.database.transaction((transaction) =>
      transaction.query(
        `DELETE FROM idempotency_record WHERE tenant_id = $1 AND id = $2 AND status IS NULL`,
        [tenantId, runId],
      ),
    );
  }

  /** Answers how many. */
  async deleteExpiredAcrossTenants(): Promise<number> {
    return this.system.systemTransaction(async (transaction) => {
      const deleted = await transaction.query(
        `DELETE FROM idempotency_record WHERE expires_at <= now() RETURNING 1`,
      );
      return returned(deleted).length;
    });
  }
}

function claimOn(first: Row | undefined, fingerprint: Buffer): Claim {
  // It was forgotten a moment ago.
  if (first === undefined) return { kind: 'running' };
  if (!first.request_hash.equals(fingerprint)) return { kind: 'another_request' };
  if (first.status === null || first.response === null) return { kind: 'running' };
  return { kind: 'answered', runId: first.id, status: first.status, response: first.response };
}
