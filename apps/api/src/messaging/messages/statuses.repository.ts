import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { isId, newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { StatusElement } from '../communication-adapter';
import { foldOf, NOTHING_TOLD, StatusFold, StatusNews } from './status-fold';

export interface ReceivedStatus {
  readonly tenantId: string;
  readonly channelId: string;
  readonly element: StatusElement;
  readonly receivedAt: Date;
}

/** What the provider calls a message of ours. */
export interface ProviderMessage {
  readonly tenantId: string;
  readonly channelId: string;
  readonly providerMessageId: string;
}

interface Told extends ProviderMessage {
  /** Our message id, where the provider gave it back. */
  readonly callbackId: string | null;
  readonly fold: StatusFold;
}

type RecordedStatus = ProviderMessage & StatusNews & { readonly callbackId: string | null };

/** What the provider said of our messages, kept word for word and folded into them, upward only. */
@Injectable()
export class StatusesRepository {
  /**
   * Records statuses of all current tenants and folds them into their messages, found by the provider's id or by ours
   * that came back; those of messages that are not known yet wait. Answers the conversations that changed.
   */
  async receiveAll(transaction: Transaction, statuses: readonly ReceivedStatus[]): Promise<Change[]> {
    const tenantIds = currentTenants();
    if (statuses.length === 0) return [];
    const keys = statuses.map(keyOf);
    await this.lockAll(transaction, keys);
    await this.record(transaction, tenantIds, statuses);
    return this.fold(transaction, tenantIds, keys);
  }

  /**
   * Folds what came before its message was known, for rows that the caller has just written with these ids. Answers the
   * conversations that changed.
   */
  async applyToNewMessages(transaction: Transaction, keys: readonly ProviderMessage[]): Promise<Change[]> {
    const tenantIds = currentTenants();
    if (keys.length === 0) return [];
    await this.lockAll(transaction, keys);
    return this.fold(transaction, tenantIds, keys);
  }

  /**
   * One wamid at a time, until the transaction ends: the answer to a send and the first status of it may come at once,
   * and neither would see the other's uncommitted row. In the order of their keys, so that two who wait for some never
   * wait for each other.
   */
  async lockAll(
    transaction: Transaction,
    keys: readonly Pick<ProviderMessage, 'channelId' | 'providerMessageId'>[],
  ): Promise<void> {
    await transaction.query(
      `SELECT pg_advisory_xact_lock(key)
       FROM (SELECT DISTINCT hashtextextended(name, 0) AS key FROM unnest($1::text[]) AS name ORDER BY 1) AS ordered`,
      [keys.map(({ channelId, providerMessageId }) => `${channelId}:${providerMessageId}`)],
    );
  }

  /** Each once. Of two deliveries of one status the earlier counts, of two of one moment that which sorts first. */
  private async record(
    transaction: Transaction,
    tenantIds: readonly string[],
    statuses: readonly ReceivedStatus[],
  ): Promise<void> {
    const elements = statuses.map(({ element }) => element);
    await transaction.query(
      `INSERT INTO message_status AS known (tenant_id, id, channel_id, provider_message_id, status, recipient, occurred_at,
         payload, failure, pricing, callback_id)
       SELECT DISTINCT ON (tenant_id, channel_id, provider_message_id, status, recipient)
         tenant_id, id, channel_id, provider_message_id, status, recipient, occurred_at, payload, failure, pricing,
         min(callback_id) OVER (PARTITION BY tenant_id, channel_id, provider_message_id, status, recipient)
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::jsonb[],
         $10::jsonb[], $11::jsonb[], $12::text[]) AS given (tenant_id, id, channel_id, provider_message_id, status,
         recipient, occurred_at, payload, failure, pricing, callback_id)
       WHERE tenant_id = ANY ($1)
       ORDER BY tenant_id, channel_id, provider_message_id, status, recipient, occurred_at, payload
       ON CONFLICT (tenant_id, channel_id, provider_message_id, status, recipient) DO UPDATE SET
         occurred_at = least(known.occurred_at, EXCLUDED.occurred_at),
         callback_id = least(known.callback_id, EXCLUDED.callback_id),
         (payload, failure, pricing) = (
           SELECT payload, failure, pricing FROM (VALUES
             (known.occurred_at, known.payload, known.failure, known.pricing),
             (EXCLUDED.occurred_at, EXCLUDED.payload, EXCLUDED.failure, EXCLUDED.pricing))
             AS version (occurred_at, payload, failure, pricing) ORDER BY occurred_at, payload LIMIT 1)
         WHERE (EXCLUDED.occurred_at, EXCLUDED.payload) < (known.occurred_at, known.payload)
           OR known.callback_id IS DISTINCT FROM least(known.callback_id, EXCLUDED.callback_id)`,
      [
        tenantIds,
        statuses.map(({ tenantId }) => tenantId),
        statuses.map(() => newId()),
        statuses.map(({ channelId }) => channelId),
        elements.map(({ providerMessageId }) => providerMessageId),
        elements.map(({ status }) => status),
        elements.map(({ recipient }) => recipient),
        statuses.map(({ element, receivedAt }) => element.occurredAt ?? receivedAt),
        elements.map(({ payload }) => JSON.stringify(payload ?? null)),
        elements.map(({ failure }) => (failure === null ? null : JSON.stringify(failure))),
        elements.map(({ pricing }) => (pricing === null ? null : JSON.stringify(pricing ?? null))),
        elements.map(({ callbackId }) => callbackId),
      ],
    );
  }

  private async fold(
    transaction: Transaction,
    tenantIds: readonly string[],
    keys: readonly ProviderMessage[],
  ): Promise<Change[]> {
    const recorded: RecordedStatus[] = await transaction.query(
      `SELECT given.tenant_id AS "tenantId", given.channel_id AS "channelId",
         given.provider_message_id AS "providerMessageId", status,
         trunc(extract(epoch FROM occurred_at) * 1000)::float8 AS at, failure, callback_id AS "callbackId"
       FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::uuid[], $4::text[])
         AS named (tenant_id, channel_id, provider_message_id)) AS given
       CROSS JOIN LATERAL (
         SELECT status, occurred_at, failure, callback_id FROM message_status
         WHERE tenant_id = given.tenant_id AND channel_id = given.channel_id
           AND provider_message_id = given.provider_message_id OFFSET 0) AS recorded
       WHERE given.tenant_id = ANY ($1)`,
      [tenantIds, ...columnsOf(keys)],
    );
    return this.write(transaction, tenantIds, toldOf(recorded));
  }

  private async write(
    transaction: Transaction,
    tenantIds: readonly string[],
    told: readonly Told[],
  ): Promise<Change[]> {
    if (told.length === 0) return [];
    const folds = told.map(({ fold }) => fold);
    return returned(
      await transaction.query(WRITE, [
        tenantIds,
        ...columnsOf(told),
        told.map(({ callbackId }) => callbackId),
        folds.map(({ state }) => state),
        folds.map(({ sentAt }) => timeOf(sentAt)),
        folds.map(({ deliveredAt }) => timeOf(deliveredAt)),
        folds.map(({ readAt }) => timeOf(readAt)),
        folds.map(({ playedAt }) => timeOf(playedAt)),
        folds.map(({ failedAt }) => timeOf(failedAt)),
        folds.map(({ failure }) => failure?.code ?? null),
        folds.map(({ failure }) => failure?.reason ?? null),
      ]),
    );
  }
}

// The rows are locked in the order of their ids, as whoever moves messages does. OFFSET 0 keeps each step a look-up by key:
// asked for an order, the planner would rather read all messages in it. `greatest` is the lattice.
const WRITE = `
  WITH told AS MATERIALIZED (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::message_state[], $7::timestamptz[],
      $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[])
      AS given (tenant_id, channel_id, provider_message_id, callback_id, state, sent_at, delivered_at, read_at, played_at,
        failed_at, failure_code, failure_reason)
    WHERE tenant_id = ANY ($1)),
  by_ours AS (
    SELECT DISTINCT ON (tenant_id, callback_id) told.* FROM told
    WHERE callback_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM message
      WHERE message.tenant_id = told.tenant_id AND message.channel_id = told.channel_id
        AND message.provider_message_id = told.provider_message_id)
    ORDER BY tenant_id, callback_id, provider_message_id),
  meant AS MATERIALIZED (
    SELECT message.id, told.* FROM told CROSS JOIN LATERAL (
      SELECT id FROM message
      WHERE tenant_id = told.tenant_id AND channel_id = told.channel_id
        AND provider_message_id = told.provider_message_id OFFSET 0) AS message
    UNION ALL
    SELECT message.id, by_ours.* FROM by_ours CROSS JOIN LATERAL (
      SELECT id FROM message
      WHERE tenant_id = by_ours.tenant_id AND id = by_ours.callback_id AND channel_id = by_ours.channel_id
        AND provider_message_id IS NULL OFFSET 0) AS message),
  locked AS MATERIALIZED (
    SELECT message.* FROM (SELECT DISTINCT tenant_id, id FROM meant ORDER BY tenant_id, id) AS ordered
    CROSS JOIN LATERAL (
      SELECT tenant_id, id FROM message
      WHERE tenant_id = ordered.tenant_id AND id = ordered.id AND direction = 'outbound' OFFSET 0 FOR UPDATE) AS message)
  UPDATE message SET
    provider_message_id = meant.provider_message_id,
    state = greatest(message.state, meant.state),
    sent_at = least(message.sent_at, meant.sent_at),
    delivered_at = least(message.delivered_at, meant.delivered_at),
    read_at = least(message.read_at, meant.read_at),
    played_at = least(message.played_at, meant.played_at),
    failed_at = least(message.failed_at, meant.failed_at),
    failure_code = CASE WHEN meant.failed_at IS NULL THEN message.failure_code ELSE meant.failure_code END,
    failure_reason = CASE WHEN meant.failed_at IS NULL THEN message.failure_reason ELSE meant.failure_reason END
  FROM meant JOIN locked USING (tenant_id, id)
  WHERE message.tenant_id = meant.tenant_id AND message.id = meant.id
    AND coalesce(message.provider_message_id, meant.provider_message_id) = meant.provider_message_id
    AND (message.provider_message_id IS NULL OR message.state < meant.state
      OR meant.sent_at < coalesce(message.sent_at, 'infinity') OR meant.delivered_at < coalesce(message.delivered_at, 'infinity')
      OR meant.read_at < coalesce(message.read_at, 'infinity') OR meant.played_at < coalesce(message.played_at, 'infinity')
      OR meant.failed_at < coalesce(message.failed_at, 'infinity')
      OR (meant.failed_at IS NOT NULL AND (message.failure_code, message.failure_reason)
        IS DISTINCT FROM (meant.failure_code, meant.failure_reason)))
  RETURNING message.tenant_id AS "tenantId", message.conversation_id AS "conversationId"`;

/** By message; what tells nothing of it is left out. */
function toldOf(recorded: readonly RecordedStatus[]): Told[] {
  const byMessage = new Map<string, RecordedStatus[]>();
  for (const status of recorded) {
    const name = `${status.channelId}:${status.providerMessageId}`;
    const known = byMessage.get(name);
    if (known === undefined) byMessage.set(name, [status]);
    else known.push(status);
  }
  return [...byMessage.values()].flatMap((statuses) => {
    const [first] = statuses;
    const fold = foldOf(statuses);
    if (first === undefined || fold.state === NOTHING_TOLD.state) return [];
    const [callbackId = null] = statuses
      .flatMap(({ callbackId: id }) => (id !== null && isId(id) ? id : []))
      .sort();
    return { ...keyOf({ ...first, element: first }), callbackId, fold };
  });
}

const keyOf = ({
  tenantId,
  channelId,
  element: { providerMessageId },
}: Pick<ReceivedStatus, 'tenantId' | 'channelId'> & {
  readonly element: Pick<StatusElement, 'providerMessageId'>;
}): ProviderMessage => ({ tenantId, channelId, providerMessageId });

const columnsOf = (keys: readonly ProviderMessage[]): string[][] => [
  keys.map(({ tenantId }) => tenantId),
  keys.map(({ channelId }) => channelId),
  keys.map(({ providerMessageId }) => providerMessageId),
];

const timeOf = (at: number | null): Date | null => (at === null ? null : new Date(at));
