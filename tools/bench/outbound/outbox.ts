import type pg from 'pg';
import type { SendingNumber } from './numbers.ts';

/** Queues so many messages of a number, each to somebody else, as an API or a broadcast would. */
export async function queueMessages(
  db: pg.Pool,
  { phoneNumberId }: SendingNumber,
  { count, sendingClass }: { count: number; sendingClass: 'human' | 'broadcast' },
): Promise<void> {
  await db.query(
    `WITH number AS (SELECT tenant_id, id FROM channel WHERE external_id = $1),
     person AS (
       INSERT INTO contact (tenant_id, id, name) SELECT tenant_id, gen_random_uuid(), 'Bench' FROM number RETURNING tenant_id, id),
     conversation AS (
       INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
       SELECT person.tenant_id, gen_random_uuid(), number.id, person.id, now() FROM person, number RETURNING *),
     question AS (
       INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, occurred_at)
       SELECT tenant_id, gen_random_uuid(), channel_id, id, 'inbound', 'text', 'received', 'hello', now() FROM conversation)
     INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
       recipient_kind, sending_class, next_attempt_at, occurred_at)
     SELECT tenant_id, gen_random_uuid(), channel_id, id, 'outbound', 'text', 'queued', 'hello ' || n,
       (16000000000 + floor(random() * 900000000))::bigint::text, 'phone', $3, clock_timestamp(), now()
     FROM conversation, generate_series(1, $2) AS n`,
    [phoneNumberId, count, sendingClass],
  );
}

export async function setLimit(
  db: pg.Pool,
  { phoneNumberId }: SendingNumber,
  perSecond: number,
): Promise<void> {
  await db.query('UPDATE channel SET messages_per_second = $2 WHERE external_id = $1', [
    phoneNumberId,
    perSecond,
  ]);
}

export async function isAllSent(db: pg.Pool): Promise<boolean> {
  const { rows } = await db.query(`SELECT 1 FROM message WHERE state IN ('queued', 'sending') LIMIT 1`);
  return rows.length === 0;
}

/** Of messages of that class: from when they were queued to their first call, in milliseconds, sorted. */
export async function waitsOf(db: pg.Pool, sendingClass: string): Promise<number[]> {
  const { rows } = await db.query<{ ms: number }>(
    `SELECT extract(epoch FROM sent_at - next_attempt_at)::float8 * 1000 AS ms FROM message
     WHERE sending_class = $1 AND sent_at IS NOT NULL ORDER BY 1`,
    [sendingClass],
  );
  return rows.map(({ ms }) => ms);
}
