import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';
import { Days } from './waiting';

export interface Delivery {
  readonly id: string;
  readonly provider: string;
  readonly receivedAt: Date;
  readonly body: Buffer;
  readonly attempts: number;
}

const MAX_BATCH_BYTES = 8 * 1024 * 1024;

const DELIVERY = 'id, provider, received_at AS "receivedAt", body, attempts';

/** Raw webhooks, before anyone knows whose they are: a table of no tenant, read by parley_system only. */
@Injectable()
export class DeliveriesRepository {
  /** The oldest deliveries that wait, at least one of them whatever its size. */
  waiting(transaction: Transaction, days: Days, limit: number): Promise<Delivery[]> {
    return transaction.query(
      `SELECT ${DELIVERY}
       FROM (SELECT *, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS bytes_before
             FROM (SELECT * FROM webhook_delivery
                   WHERE exploded_at IS NULL AND id >= first_id_of($3::date) AND id < first_id_of($4::date + 1)
                   ORDER BY id LIMIT $1) AS oldest) AS sized
       WHERE bytes_before < $2
       ORDER BY id`,
      [limit, MAX_BATCH_BYTES, days.from, days.to],
    );
  }

  async markExploded(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query('UPDATE webhook_delivery SET exploded_at = now() WHERE id = ANY ($1)', [ids]);
  }

  async countFailure(transaction: Transaction, id: string, attempts: number): Promise<void> {
    await transaction.query('UPDATE webhook_delivery SET attempts = $2 WHERE id = $1', [id, attempts]);
  }

  /** Those of the deliveries that are still kept. */
  find(transaction: Transaction, ids: readonly string[]): Promise<Delivery[]> {
    return transaction.query(`SELECT ${DELIVERY} FROM webhook_delivery WHERE id = ANY ($1)`, [ids]);
  }
}
