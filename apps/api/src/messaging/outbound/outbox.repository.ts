import { Injectable } from '@nestjs/common';
import { currentTenant, currentTenants } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { Failure, OutboundMessage } from '../communication-adapter';
import { SendingClass } from './pacing/turns';

export interface ClaimedMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly recipient: string;
  /** Null for what was queued before kinds were written down: a phone number. */
  readonly recipientKind: OutboundMessage['recipient']['kind'] | null;
  readonly type: string;
  readonly text: string | null;
  /** Under the name of its type what the provider is given, in its own shape; null for a plain text. */
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly replyTo: string | null;
  readonly sendingClass: SendingClass;
  /** This one included. */
  readonly attempts: number;
  /** By the clock of the database, in its words: tells this claim of the message from every other. */
  readonly claimedAt: string;
  readonly createdAtMs: number;
}

export interface Claim {
  readonly channelId: string;
  readonly owner: string;
  readonly fence: string;
  /** How many of each class at most. */
  readonly most: Readonly<Record<SendingClass, number>>;
}

/** What became of a claimed message. */
export interface Settled {
  readonly tenantId: string;
  readonly id: string;
  /** Of the claim that it came of. */
  readonly claimedAt: string;
  readonly state: 'failed' | 'unknown' | 'queued';
  /** Of one that is queued again. */
  readonly afterMs: number;
  /** Whether the attempt counts; one that never came to a call does not. */
  readonly counted: boolean;
  readonly failure: Failure;
}

export interface Accepted {
  readonly tenantId: string;
  readonly id: string;
  readonly channelId: string;
  readonly providerMessageId: string;
}

/** Nobody waits for more of them to be written. */
export const MOST_GIVEN_UP = 5_000;

/** The outbound rows of `message`: each is its own outbox entry. */
@Injectable()
export class OutboxRepository {
  /**
   * Moves the oldest due messages of a channel of the current tenant to `sending` and notes the tries, for whoever holds
   * its lease; nothing for anybody else, and nothing while the channel is held.
   */
  claim(transaction: Transaction, { channelId, owner, fence, most }: Claim): Promise<ClaimedMessage[]> {
    return transaction.query(CLAIM, [
      currentTenant(),
      channelId,
      owner,
      fence,
      Object.keys(most),
      Object.values(most),
    ]);
  }

  /** Of all current tenants. Callers hold the locks of the provider's ids. */
  async markAccepted(transaction: Transaction, accepted: readonly Accepted[]): Promise<Change[]> {
    const tenantIds = currentTenants();
    if (accepted.length === 0) return [];
    return returned(
      await transaction.query(
        `UPDATE message SET provider_message_id = coalesce(message.provider_message_id, given.provider_message_id),
           state = greatest(state, 'sent'), sent_at = coalesce(sent_at, now()), unknown_at = NULL,
           failure_code = CASE WHEN failed_at IS NULL THEN NULL ELSE failure_code END,
           failure_reason = CASE WHEN failed_at IS NULL THEN NULL ELSE failure_reason END
         FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS given (tenant_id, id, provider_message_id)
         WHERE given.tenant_id = ANY ($1) AND message.tenant_id = given.tenant_id AND message.id = given.id
         RETURNING message.tenant_id AS "tenantId", conversation_id AS "conversationId"`,
        [
          tenantIds,
          accepted.map(({ tenantId }) => tenantId),
          accepted.map(({ id }) => id),
          accepted.map(({ providerMessageId }) => providerMessageId),
        ],
      ),
    );
  }

  /**
   * Of all current tenants. Back into the queue is the one way down, open only to the sender that knows that nothing
   * went out; a state that a status has brought stays, and so does the state of a later claim: what is told twice, because
   * nobody heard of the commit, may be told when the message is on its way again.
   */
  async settle(transaction: Transaction, settled: readonly Settled[]): Promise<Change[]> {
    const tenantIds = currentTenants();
    if (settled.length === 0) return [];
    return returned(
      await transaction.query(SETTLE, [
        tenantIds,
        settled.map(({ tenantId }) => tenantId),
        settled.map(({ id }) => id),
        settled.map(({ state }) => state),
        settled.map(({ afterMs }) => Math.ceil(afterMs)),
        settled.map(({ counted }) => (counted ? 0 : 1)),
        settled.map(({ failure }) => failure.code),
        settled.map(({ failure }) => failure.reason),
        settled.map(({ claimedAt }) => claimedAt),
      ]),
    );
  }

  /**
   * Of a channel of the current tenant from which nothing is claimed because it is held: what has waited for as long as
   * `waitedMs` fails, those that have their turn first.
   */
  async giveUp(
    transaction: Transaction,
    channelId: string,
    { waitedMs, failure }: { readonly waitedMs: number; readonly failure: Failure },
  ): Promise<Change[]> {
    return returned(
      await transaction.query(GIVE_UP, [
        currentTenant(),
        channelId,
        waitedMs,
        failure.code,
        failure.reason,
        MOST_GIVEN_UP,
      ]),
    );
  }

  /** What an earlier holder of the lease claimed and never settled may have gone out: nobody knows, and so the row says. */
  async markAbandoned(transaction: Transaction, channelId: string, fence: string): Promise<Change[]> {
    return returned(
      await transaction.query(
        `UPDATE message SET state = 'unknown', unknown_at = now(), failure_code = 'sender_died',
           failure_reason = 'The sender stopped before it heard the answer.'
         WHERE tenant_id = $1 AND channel_id = $2 AND state = 'sending' AND coalesce(fence, 0) < $3::bigint
         RETURNING tenant_id AS "tenantId", conversation_id AS "conversationId"`,
        [currentTenant(), channelId, fence],
      ),
    );
  }
}

// Chosen once: as a part of the condition the choice may be made again for each row, and then takes more than it may. Each
// statement names the row by its key alone: told the tenant or the state as well, the planner reads all rows that have them.
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT due.* FROM unnest($5::text[], $6::integer[]) AS turn (class, most) CROSS JOIN LATERAL (
      SELECT tenant_id, id FROM message
      WHERE tenant_id = $1 AND channel_id = $2 AND sending_class = turn.class AND state = 'queued'
        AND next_attempt_at <= now()
      ORDER BY next_attempt_at, id LIMIT turn.most FOR UPDATE SKIP LOCKED) AS due
    WHERE EXISTS (SELECT FROM sender_lease
        WHERE tenant_id = $1 AND channel_id = $2 AND owner = $3 AND fence = $4::bigint AND lease_until > clock_timestamp())
      AND NOT EXISTS (SELECT FROM channel WHERE tenant_id = $1 AND id = $2 AND held_until > clock_timestamp())),
  claimed AS (
    UPDATE message SET state = 'sending', claimed_at = now(), attempts = attempts + 1, fence = $4::bigint
    FROM due WHERE message.tenant_id = due.tenant_id AND message.id = due.id
    RETURNING message.*),
  tried AS (
    INSERT INTO delivery_attempt (tenant_id, message_id, number) SELECT tenant_id, id, attempts FROM claimed
    ON CONFLICT (tenant_id, message_id, number) DO UPDATE SET started_at = clock_timestamp(), finished_at = NULL)
  SELECT tenant_id AS "tenantId", id, channel_id AS "channelId", conversation_id AS "conversationId", recipient,
    recipient_kind AS "recipientKind", type, text, payload, reply_to_provider_message_id AS "replyTo",
    sending_class AS "sendingClass", attempts, claimed_at::text AS "claimedAt",
    extract(epoch FROM created_at)::float8 * 1000 AS "createdAtMs"
  FROM claimed ORDER BY next_attempt_at, id`;

const SETTLE = `
  UPDATE message SET
    state = CASE WHEN given.state = 'queued' THEN 'queued' ELSE greatest(message.state, given.state) END,
    next_attempt_at = CASE WHEN given.state = 'queued' THEN clock_timestamp() + given.after_ms * interval '1 ms'
      ELSE next_attempt_at END,
    attempts = attempts - given.taken_back,
    failed_at = CASE WHEN given.state = 'failed' THEN coalesce(failed_at, now()) ELSE failed_at END,
    unknown_at = CASE WHEN given.state = 'unknown' THEN now() ELSE NULL END,
    failure_code = given.failure_code, failure_reason = given.failure_reason
  FROM (
    SELECT told.* FROM unnest($2::uuid[], $3::uuid[], $4::message_state[], $5::integer[], $6::smallint[], $7::text[], $8::text[],
      $9::timestamptz[])
      AS told (tenant_id, id, state, after_ms, taken_back, failure_code, failure_reason, claimed_at)
    CROSS JOIN LATERAL (
      SELECT state, claimed_at FROM message WHERE tenant_id = told.tenant_id AND id = told.id OFFSET 0 FOR UPDATE) AS found
    WHERE told.tenant_id = ANY ($1) AND found.state = 'sending' AND found.claimed_at = told.claimed_at) AS given
  WHERE message.tenant_id = given.tenant_id AND message.id = given.id
  RETURNING message.tenant_id AS "tenantId", conversation_id AS "conversationId"`;

const GIVE_UP = `
  WITH overdue AS MATERIALIZED (
    SELECT tenant_id, id FROM message
    WHERE tenant_id = $1 AND channel_id = $2 AND state = 'queued' AND direction = 'outbound'
      AND created_at <= now() - $3 * interval '1 ms'
    ORDER BY next_attempt_at, id LIMIT $6 FOR UPDATE SKIP LOCKED)
  UPDATE message SET state = 'failed', failed_at = now(), failure_code = $4, failure_reason = $5
  FROM overdue WHERE message.tenant_id = overdue.tenant_id AND message.id = overdue.id
  RETURNING message.tenant_id AS "tenantId", conversation_id AS "conversationId"`;
