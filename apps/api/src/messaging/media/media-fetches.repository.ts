import { Injectable } from '@nestjs/common';
import { currentTenant, currentTenants } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { Failure } from '../communication-adapter';
import { IS_REVOKED } from './media.repository';

/** A file that this process alone fetches now. */
export interface ClaimedMedia {
  readonly tenantId: string;
  readonly id: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly providerMediaId: string;
  readonly declaredMimeType: string | null;
  readonly declaredSha256: string | null;
  /** The one of the webhook. */
  readonly url: string | null;
  /** This one included. */
  readonly attempts: number;
  /** Of this attempt alone: whoever was taken for dead has another one than who has the file now. */
  readonly claimId: string;
  readonly isRevoked: boolean;
  readonly createdAt: Date;
}

export interface StoredMedia {
  readonly storageKey: string;
  readonly mimeType: string;
  readonly byteSize: number;
  readonly sha256: Buffer;
}

export interface MediaChange {
  readonly tenantId: string;
  readonly conversationId: string;
}

/** How many of a tenant's files are being fetched here. */
export interface TenantLoad {
  readonly tenantId: string;
  readonly busy: number;
}

const CONVERSATION = `(SELECT conversation_id FROM message
  WHERE message.tenant_id = media.tenant_id AND message.id = media.message_id)`;
const MESSAGE_IS_REVOKED = `EXISTS (SELECT 1 FROM message
  WHERE message.tenant_id = media.tenant_id AND message.id = media.message_id AND ${IS_REVOKED})`;
const CHANGE = `media.tenant_id AS "tenantId", ${CONVERSATION} AS "conversationId"`;

/** The rows of `media` as work: each is its own queue entry, and its claim says who has it. */
@Injectable()
export class MediaFetchesRepository {
  /** Which tenants have files to fetch now. Through the policy `media_to_fetch`, from one tenant to the next in its index. */
  async waitingAcrossTenants(transaction: Transaction): Promise<string[]> {
    const rows: { tenantId: string }[] = await transaction.query(
      `WITH RECURSIVE waiting (tenant_id) AS (
         (SELECT tenant_id FROM media WHERE state = 'waiting' ORDER BY tenant_id LIMIT 1)
         UNION ALL
         SELECT (SELECT media.tenant_id FROM media WHERE state = 'waiting' AND media.tenant_id > waiting.tenant_id
           ORDER BY media.tenant_id LIMIT 1)
         FROM waiting WHERE waiting.tenant_id IS NOT NULL)
       SELECT tenant_id AS "tenantId" FROM waiting
       WHERE EXISTS (SELECT 1 FROM media
         WHERE media.tenant_id = waiting.tenant_id AND state = 'waiting' AND next_attempt_at <= now())`,
    );
    return rows.map(({ tenantId }) => tenantId);
  }

  /** Each tenant's first before any tenant's second, counting what they have under way; at most `perTenant` of each. */
  async claim(
    transaction: Transaction,
    loads: readonly TenantLoad[],
    { limit, perTenant }: { readonly limit: number; readonly perTenant: number },
  ): Promise<ClaimedMedia[]> {
    return returned(
      await transaction.query(
        `WITH candidate AS (
           SELECT next.tenant_id, next.id, next.next_attempt_at,
             load.busy + row_number() OVER (PARTITION BY load.tenant_id ORDER BY next.next_attempt_at, next.id) AS turn
           FROM unnest($2::uuid[], $3::int[]) AS load (tenant_id, busy)
           CROSS JOIN LATERAL (
             SELECT tenant_id, id, next_attempt_at FROM media
             WHERE media.tenant_id = load.tenant_id AND media.tenant_id = ANY ($1) AND state = 'waiting'
               AND next_attempt_at <= now()
             ORDER BY next_attempt_at, id LIMIT $5) AS next),
         chosen AS (
           SELECT media.tenant_id, media.id FROM candidate JOIN media USING (tenant_id, id)
           WHERE media.state = 'waiting' AND candidate.turn <= $5
           ORDER BY candidate.turn, candidate.next_attempt_at, media.id LIMIT $4
           FOR UPDATE OF media SKIP LOCKED)
         UPDATE media SET state = 'fetching', claimed_at = now(), claim_id = gen_random_uuid(), attempts = attempts + 1
         FROM chosen WHERE media.tenant_id = chosen.tenant_id AND media.id = chosen.id
         RETURNING ${CHANGE}, media.id, channel_id AS "channelId", provider_media_id AS "providerMediaId",
           declared_mime_type AS "declaredMimeType", declared_sha256 AS "declaredSha256", url, attempts,
           claim_id AS "claimId", ${MESSAGE_IS_REVOKED} AS "isRevoked", created_at AS "createdAt"`,
        [
          currentTenants(),
          loads.map(({ tenantId }) => tenantId),
          loads.map(({ busy }) => busy),
          limit,
          perTenant,
        ],
      ),
    );
  }

  /** Says of these that whoever fetches them is alive. */
  async renew(transaction: Transaction, claims: readonly ClaimedMedia[]): Promise<void> {
    await transaction.query(
      `UPDATE media SET claimed_at = now()
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS claim (tenant_id, id, claim_id)
       WHERE media.tenant_id = claim.tenant_id AND media.tenant_id = ANY ($1) AND media.id = claim.id
         AND media.claim_id = claim.claim_id AND state = 'fetching'`,
      [
        currentTenants(),
        claims.map(({ tenantId }) => tenantId),
        claims.map(({ id }) => id),
        claims.map(({ claimId }) => claimId),
      ],
    );
  }

  /** Whoever brings the file whole is right, also one that was taken for dead. */
  async markStored(
    transaction: Transaction,
    claim: ClaimedMedia,
    stored: StoredMedia,
  ): Promise<MediaChange[]> {
    return returned(
      await transaction.query(
        `UPDATE media SET state = 'stored', stored_at = now(), storage_key = $3, mime_type = $4, byte_size = $5,
           sha256 = $6, failure_code = NULL, failure_reason = NULL
         WHERE tenant_id = $1 AND id = $2 AND state <> 'stored' RETURNING ${CHANGE}`,
        [currentTenant(), claim.id, stored.storageKey, stored.mimeType, stored.byteSize, stored.sha256],
      ),
    );
  }

  async markFailed(transaction: Transaction, claim: ClaimedMedia, failure: Failure): Promise<MediaChange[]> {
    return this.end(transaction, claim, `state = 'failed', failure_code = $4, failure_reason = $5`, [
      failure.code,
      failure.reason,
    ]);
  }

  async postpone(
    transaction: Transaction,
    claim: ClaimedMedia,
    failure: Failure,
    delayMs: number,
  ): Promise<MediaChange[]> {
    return this.end(
      transaction,
      claim,
      `state = 'waiting', failure_code = $4, failure_reason = $5,
       next_attempt_at = now() + make_interval(secs => $6::float8 / 1000)`,
      [failure.code, failure.reason, delayMs],
    );
  }

  /** As if it had not been tried: what hindered us has nothing to do with the file. */
  async hold(
    transaction: Transaction,
    claim: ClaimedMedia,
    failure: Failure | null,
    delayMs: number,
  ): Promise<MediaChange[]> {
    return this.end(
      transaction,
      claim,
      `state = 'waiting', attempts = attempts - 1, failure_code = $4, failure_reason = $5,
       next_attempt_at = now() + make_interval(secs => $6::float8 / 1000)`,
      [failure?.code ?? null, failure?.reason ?? null, delayMs],
    );
  }

  /** Which tenants have files whose worker died. Through the policy `media_to_fetch`. */
  async abandonedAcrossTenants(transaction: Transaction, olderThanSeconds: number): Promise<string[]> {
    const rows: { tenantId: string }[] = await transaction.query(
      `SELECT DISTINCT tenant_id AS "tenantId" FROM media
       WHERE state = 'fetching' AND claimed_at < now() - make_interval(secs => $1)`,
      [olderThanSeconds],
    );
    return rows.map(({ tenantId }) => tenantId);
  }

  /** Back among those that wait; what has killed as many workers as it may be tried is given up. */
  async takeBackAbandoned(
    transaction: Transaction,
    olderThanSeconds: number,
    mostAttempts: number,
  ): Promise<MediaChange[]> {
    return returned(
      await transaction.query(
        `UPDATE media SET state = CASE WHEN attempts < $3 THEN 'waiting' ELSE 'failed' END, next_attempt_at = now(),
           failure_code = 'worker_died', failure_reason = 'We stopped in the middle of fetching this file.'
         WHERE tenant_id = ANY ($1) AND state = 'fetching' AND claimed_at < now() - make_interval(secs => $2)
         RETURNING ${CHANGE}`,
        [currentTenants(), olderThanSeconds, mostAttempts],
      ),
    );
  }

  private async end(
    transaction: Transaction,
    claim: ClaimedMedia,
    change: string,
    values: readonly unknown[],
  ): Promise<MediaChange[]> {
    return returned(
      await transaction.query(
        `UPDATE media SET ${change}
         WHERE tenant_id = $1 AND id = $2 AND claim_id = $3 AND state = 'fetching' RETURNING ${CHANGE}`,
        [currentTenant(), claim.id, claim.claimId, ...values],
      ),
    );
  }
}
