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
  /**
   * What is to be exploded next, in the order of receipt: the oldest deliveries of each account, of those who have waited
   * longest first, as many of each as make about `limit` together, and at least one whatever its size. One whose account
   * is not known may be about anybody: nothing goes before it that came after it, nor behind it what came before.
   */
  waiting(transaction: Transaction, days: Days, limit: number): Promise<Delivery[]> {
    const values = [limit, MAX_BATCH_BYTES, days.from, days.to];
    return transaction.query(WAITING, values);
  }

  /** Of these the oldest that still wait. */
  stillWaiting(transaction: Transaction, ids: readonly string[], limit: number): Promise<Delivery[]> {
    return transaction.query(
      `SELECT ${DELIVERY} FROM webhook_delivery WHERE id = ANY ($1) AND exploded_at IS NULL ORDER BY id LIMIT $2`,
      [ids, limit],
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

const OF_THESE_DAYS = `exploded_at IS NULL AND id >= first_id_of($3::date) AND id < first_id_of($4::date + 1)`;

const WAITING = `
  WITH RECURSIVE account (account_id, oldest) AS (
    (SELECT account_id, id FROM webhook_delivery
     WHERE ${OF_THESE_DAYS} AND account_id IS NOT NULL ORDER BY account_id, id LIMIT 1)
    UNION ALL
    SELECT next.* FROM account CROSS JOIN LATERAL (
      SELECT account_id, id FROM webhook_delivery
      WHERE ${OF_THESE_DAYS} AND account_id > account.account_id ORDER BY account_id, id LIMIT 1) AS next),
  first AS MATERIALIZED (
    SELECT (SELECT oldest FROM account ORDER BY oldest LIMIT 1) AS known,
      (SELECT id FROM webhook_delivery
       WHERE ${OF_THESE_DAYS} AND account_id IS NULL ORDER BY id LIMIT 1) AS unknown),
  turns AS (
    SELECT account_id, unknown FROM account, first
    WHERE unknown IS NULL OR oldest < unknown ORDER BY oldest LIMIT $1),
  chosen AS (
    SELECT mine.* FROM turns CROSS JOIN LATERAL (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM webhook_delivery
      WHERE ${OF_THESE_DAYS} AND account_id = turns.account_id AND (unknown IS NULL OR id < unknown)
      ORDER BY id LIMIT greatest(1, $1 / (SELECT count(*) FROM turns))) AS mine
    UNION ALL
    SELECT others.* FROM first CROSS JOIN LATERAL (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM webhook_delivery
      WHERE ${OF_THESE_DAYS} AND account_id IS NULL AND (known IS NULL OR id < known)
      ORDER BY id LIMIT $1) AS others)
  SELECT ${DELIVERY}
  FROM (
    SELECT delivery.*, sum(octet_length(body)) OVER (ORDER BY place, delivery.id) - octet_length(body) AS bytes_before
    FROM chosen CROSS JOIN LATERAL (
      SELECT * FROM webhook_delivery WHERE ${OF_THESE_DAYS} AND webhook_delivery.id = chosen.id LIMIT 1) AS delivery) AS sized
  WHERE bytes_before < $2
  ORDER BY id`;
