import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { QuarantinedElement } from '../communication-adapter';

export interface Delivery {
  readonly id: string;
  readonly provider: string;
  readonly receivedAt: Date;
  readonly body: Buffer;
}

export interface Quarantined {
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly element: Pick<QuarantinedElement, 'detail' | 'payload'> & { readonly reason: string };
}

const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/** Raw webhooks, before anyone knows whose they are: a table of no tenant, read by parley_system only. */
@Injectable()
export class DeliveriesRepository {
  /** The oldest deliveries that wait, at least one of them whatever its size. */
  waiting(transaction: Transaction, limit: number): Promise<Delivery[]> {
    return transaction.query(
      `SELECT id, provider, received_at AS "receivedAt", body
       FROM (SELECT *, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS bytes_before
             FROM (SELECT * FROM webhook_delivery WHERE exploded_at IS NULL ORDER BY id LIMIT $1) AS oldest) AS sized
       WHERE bytes_before < $2
       ORDER BY id`,
      [limit, MAX_BATCH_BYTES],
    );
  }

  async markExploded(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query('UPDATE webhook_delivery SET exploded_at = now() WHERE id = ANY ($1)', [ids]);
  }

  async quarantine(transaction: Transaction, quarantined: readonly Quarantined[]): Promise<void> {
    await transaction.query(
      `INSERT INTO quarantine (id, delivery_id, ordinal, reason, detail, payload)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::jsonb[])
       ON CONFLICT (delivery_id, ordinal) DO NOTHING`,
      [
        quarantined.map(() => newId()),
        quarantined.map(({ deliveryId }) => deliveryId),
        quarantined.map(({ ordinal }) => ordinal),
        quarantined.map(({ element }) => element.reason),
        quarantined.map(({ element }) => element.detail),
        quarantined.map(({ element }) => (element.payload === null ? null : JSON.stringify(element.payload))),
      ],
    );
  }
}
