import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';

/** The ordinal of a letter that is a whole delivery. */
export const WHOLE_DELIVERY = -1;

export type DeadLetterReason =
  | 'not_json'
  | 'too_large'
  | 'not_a_webhook'
  | 'not_understood'
  | 'unknown_channel'
  | 'ambiguous_account'
  | 'explode_failed'
  | 'apply_failed'
  /** The process died with it, again and again. */
  | 'crashed';

/** What could not be read, routed or applied, with all that is needed to try it again. */
export interface NewDeadLetter {
  readonly provider: string;
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly stage: 'explode' | 'route' | 'apply';
  readonly reason: DeadLetterReason;
  readonly detail: string | null;
  readonly tenantId: string | null;
  readonly channelId: string | null;
  readonly element: unknown;
  /** Of a whole delivery. */
  readonly body: Buffer | null;
  readonly receivedAt: Date;
  readonly attempts: number;
}

const MAX_DETAIL_LENGTH = 2_000;

/** A table of no tenant: of many letters nobody knows whose they are. */
@Injectable()
export class DeadLettersRepository {
  /** What was set aside before waits again, with the reason of now and the attempts of both times. */
  async setAside(transaction: Transaction, given: readonly NewDeadLetter[]): Promise<void> {
    const letters = [...new Map(given.map((one) => [`${one.deliveryId} ${one.ordinal}`, one])).values()];
    if (letters.length === 0) return;
    await transaction.query(
      `INSERT INTO dead_letter AS known (id, provider, delivery_id, ordinal, stage, reason, detail, tenant_id, channel_id,
         element, body, received_at, attempts)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::text[],
         $8::uuid[], $9::uuid[], $10::json[], $11::bytea[], $12::timestamptz[], $13::smallint[])
       ON CONFLICT (delivery_id, ordinal) DO UPDATE SET stage = EXCLUDED.stage, reason = EXCLUDED.reason,
         detail = EXCLUDED.detail, tenant_id = EXCLUDED.tenant_id, channel_id = EXCLUDED.channel_id,
         element = EXCLUDED.element, body = EXCLUDED.body, state = 'waiting', resolved_at = NULL,
         attempts = least(known.attempts + EXCLUDED.attempts, 30000)`,
      [
        letters.map(() => newId()),
        letters.map(({ provider }) => provider),
        letters.map(({ deliveryId }) => deliveryId),
        letters.map(({ ordinal }) => ordinal),
        letters.map(({ stage }) => stage),
        letters.map(({ reason }) => reason),
        letters.map(({ detail }) => detail?.slice(0, MAX_DETAIL_LENGTH).toWellFormed() ?? null),
        letters.map(({ tenantId }) => tenantId),
        letters.map(({ channelId }) => channelId),
        letters.map(({ element }) =>
          element === null || element === undefined ? null : JSON.stringify(element),
        ),
        letters.map(({ body }) => body),
        letters.map(({ receivedAt }) => receivedAt),
        letters.map(({ attempts }) => attempts),
      ],
    );
  }
}
