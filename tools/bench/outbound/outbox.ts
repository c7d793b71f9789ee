import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { Stopped } from '../../trouble/trouble.ts';
import type { Stage } from '../inbound/stage.ts';
import type { SendingNumber } from './numbers.ts';

const PATIENCE_MS = 120_000;
const LOOK_MS = 250;

/** Queues so many messages of a number, each to somebody else who has just written; answers when each of them was queued. */
export async function queueMessages(
  db: pg.Pool,
  { phoneNumberId }: SendingNumber,
  { count, sendingClass }: { count: number; sendingClass: 'human' | 'broadcast' },
): Promise<{ id: string; atMs: number }[]> {
  const { rows } = await db.query<{ id: string; atMs: number }>(
    `WITH number AS (SELECT tenant_id, id FROM channel WHERE external_id = $1),
     person AS (
       INSERT INTO contact (tenant_id, id, name) SELECT tenant_id, uuidv7(), 'Bench' FROM number, generate_series(1, $2)
       RETURNING tenant_id, id),
     conversation AS (
       INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
       SELECT person.tenant_id, uuidv7(), number.id, person.id, now() FROM person, number RETURNING *),
     question AS (
       INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, occurred_at)
       SELECT tenant_id, uuidv7(), channel_id, id, 'inbound', 'text', 'received', 'hello', now() FROM conversation)
     INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
       recipient_kind, sending_class, next_attempt_at, occurred_at)
     SELECT tenant_id, uuidv7(), channel_id, id, 'outbound', 'text', 'queued', 'hello',
       (16000000000 + floor(random() * 900000000))::bigint::text, 'phone', $3, clock_timestamp(), now()
     FROM conversation
     RETURNING id, extract(epoch FROM next_attempt_at)::float8 * 1000 AS "atMs"`,
    [phoneNumberId, count, sendingClass],
  );
  return rows;
}

export async function setLimit(
  db: pg.Pool,
  { phoneNumberId }: { phoneNumberId: string },
  perSecond: number,
): Promise<void> {
  await db.query('UPDATE channel SET messages_per_second = $2 WHERE external_id = $1', [
    phoneNumberId,
    perSecond,
  ]);
}

/** @throws Stopped */
export async function allSent({ db, context }: Stage): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await db.query(`SELECT 1 FROM message WHERE state IN ('queued', 'sending') LIMIT 1`);
    if (rows.length === 0) return;
    if (context.signal.aborted) throw new Stopped();
    if (performance.now() > deadline) throw new Error('Not all was sent.');
    await pause(LOOK_MS);
  }
}
