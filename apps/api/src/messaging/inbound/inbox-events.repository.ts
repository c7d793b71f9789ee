import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';
import { InboundMessageElement, StatusElement } from '../communication-adapter';

export type TenantElement = InboundMessageElement | StatusElement;

export interface NewInboxEvent {
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly tenantId: string;
  readonly channelId: string;
  readonly contactId: string | null;
  readonly lane: number;
  readonly element: TenantElement;
  readonly receivedAt: Date;
}

export interface InboxEvent {
  readonly id: string;
  readonly tenantId: string;
  readonly channelId: string;
  readonly contactId: string | null;
  readonly element: TenantElement;
  readonly receivedAt: Date;
  readonly attempts: number;
}

/** One element of a stored webhook, on its way to a tenant. Worked off by lane, in the order of ids. */
@Injectable()
export class InboxEventsRepository {
  async insert(transaction: Transaction, events: readonly NewInboxEvent[]): Promise<void> {
    await transaction.query(
      `INSERT INTO inbox_event (delivery_id, ordinal, tenant_id, channel_id, contact_id, lane, kind, payload,
         received_at)
       SELECT * FROM unnest($1::uuid[], $2::integer[], $3::uuid[], $4::uuid[], $5::uuid[], $6::smallint[], $7::text[],
         $8::jsonb[], $9::timestamptz[])
       ON CONFLICT (delivery_id, ordinal) DO NOTHING`,
      [
        events.map(({ deliveryId }) => deliveryId),
        events.map(({ ordinal }) => ordinal),
        events.map(({ tenantId }) => tenantId),
        events.map(({ channelId }) => channelId),
        events.map(({ contactId }) => contactId),
        events.map(({ lane }) => lane),
        events.map(({ element }) => element.kind),
        events.map(({ element }) => JSON.stringify(element)),
        events.map(({ receivedAt }) => receivedAt),
      ],
    );
  }

  async lanesWithWork(transaction: Transaction): Promise<number[]> {
    const rows: { lane: number }[] = await transaction.query(
      `SELECT DISTINCT lane FROM inbox_event WHERE state = 'pending' AND next_attempt_at <= now()`,
    );
    return rows.map(({ lane }) => lane);
  }

  due(transaction: Transaction, lane: number, limit: number): Promise<InboxEvent[]> {
    return transaction.query(
      `SELECT id, tenant_id AS "tenantId", channel_id AS "channelId", contact_id AS "contactId",
         payload AS element, attempts, received_at AS "receivedAt"
       FROM inbox_event
       WHERE state = 'pending' AND lane = $1 AND next_attempt_at <= now()
       ORDER BY id
       LIMIT $2`,
      [lane, limit],
    );
  }

  async markDone(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query(`UPDATE inbox_event SET state = 'done' WHERE id = ANY ($1::bigint[])`, [ids]);
  }

  /** Counts a failed attempt: tried again at `nextAttemptAt`, or dead when there is none. */
  async markFailed(
    transaction: Transaction,
    id: string,
    reason: string,
    nextAttemptAt: Date | null,
  ): Promise<void> {
    await transaction.query(
      `UPDATE inbox_event SET attempts = attempts + 1, last_error = $2, next_attempt_at = coalesce($3, next_attempt_at),
         state = CASE WHEN $3::timestamptz IS NULL THEN 'dead' ELSE 'pending' END
       WHERE id = $1`,
      [id, reason, nextAttemptAt],
    );
  }
}
