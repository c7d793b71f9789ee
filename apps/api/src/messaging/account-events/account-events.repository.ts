import { Injectable } from '@nestjs/common';
import { currentTenant, currentTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { Place } from '../../platform/http/page';
import { AccountElement } from '../communication-adapter';
import { toldTimeOf } from '../messages/occurrence';
import { digestOf } from './account-event-digest';

export interface ReceivedAccountEvent {
  readonly tenantId: string;
  /** Null for what concerns the whole account. */
  readonly channelId: string | null;
  readonly provider: string;
  readonly receivedAt: Date;
  readonly element: AccountElement;
}

export interface AccountEventRow {
  readonly id: string;
  readonly provider: string;
  readonly accountId: string;
  readonly channelId: string | null;
  readonly channelName: string | null;
  readonly field: string;
  readonly event: string | null;
  readonly subject: string | null;
  readonly occurredAt: Date;
  readonly payload: unknown;
}

/** All that is given must match. */
export interface AccountEventFilter {
  readonly channelId?: string | undefined;
  readonly field?: string | undefined;
}

@Injectable()
export class AccountEventsRepository {
  /**
   * Keeps each piece of news once, however often and in whatever order it comes. One that names no time is at the last
   * time that we heard it. Over several tenants, for exactly those of the work that runs.
   */
  async receiveAll(transaction: Transaction, items: readonly ReceivedAccountEvent[]): Promise<void> {
    const tenants = currentTenants();
    const rows = distinct(items);
    if (rows.length === 0) return;
    await transaction.query(
      `INSERT INTO account_event (tenant_id, id, provider, account_id, channel_id, field, event, subject, occurred_at,
         payload, digest)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[],
         $8::text[], $9::timestamptz[], $10::jsonb[], $11::bytea[]) AS event (tenant_id)
       WHERE event.tenant_id = ANY ($12::uuid[])
       ON CONFLICT (tenant_id, provider, account_id, digest)
         DO UPDATE SET occurred_at = excluded.occurred_at WHERE account_event.occurred_at < excluded.occurred_at`,
      [
        rows.map(({ tenantId }) => tenantId),
        rows.map(() => newId()),
        rows.map(({ provider }) => provider),
        rows.map(({ accountId }) => accountId),
        rows.map(({ channelId }) => channelId),
        rows.map(({ element }) => element.field),
        rows.map(({ element }) => element.event),
        rows.map(({ element }) => element.subject),
        rows.map(({ occurredAt }) => occurredAt),
        rows.map(({ element }) => JSON.stringify(element.payload ?? null)),
        rows.map(({ digest }) => digest),
        tenants,
      ],
    );
  }

  /** Newest first. */
  list(
    transaction: Transaction,
    filter: AccountEventFilter,
    limit: number,
    after: Place | null,
  ): Promise<(AccountEventRow & Place)[]> {
    return transaction.query(
      `SELECT account_event.id, account_event.provider, account_event.account_id AS "accountId",
         account_event.channel_id AS "channelId", channel.name AS "channelName", field, event, subject,
         occurred_at AS "occurredAt", occurred_at::text AS at, payload
       FROM account_event
       LEFT JOIN channel ON channel.tenant_id = account_event.tenant_id AND channel.id = account_event.channel_id
       WHERE account_event.tenant_id = $1
         AND ($2::uuid IS NULL OR account_event.channel_id = $2)
         AND ($3::text IS NULL OR field = $3)
         AND ($5::timestamptz IS NULL OR (occurred_at, account_event.id) < ($5, $6::uuid))
       ORDER BY occurred_at DESC, account_event.id DESC
       LIMIT $4`,
      [
        currentTenant(),
        filter.channelId ?? null,
        filter.field ?? null,
        limit,
        after?.at ?? null,
        after?.id ?? null,
      ],
    );
  }
}

interface Row extends ReceivedAccountEvent {
  readonly accountId: string;
  readonly occurredAt: Date;
  readonly digest: Buffer;
}

/** One row for each piece of news, in an order that all workers keep: two that write the same ones do not lock each other out. */
function distinct(items: readonly ReceivedAccountEvent[]): Row[] {
  const rows = new Map<string, Row>();
  for (const item of items) {
    const { element, receivedAt } = item;
    const digest = digestOf(element);
    const accountId = element.whereabouts.accountId ?? '';
    const occurredAt = toldTimeOf(element, receivedAt);
    const key = [item.tenantId, item.provider, accountId, digest.toString('hex')].join(' ');
    const known = rows.get(key);
    if (known === undefined || known.occurredAt < occurredAt) {
      rows.set(key, { ...item, accountId, occurredAt, digest });
    }
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}
