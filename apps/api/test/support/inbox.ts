import { eventually } from './eventually';
import { TestDatabase } from './test-database';

export interface StoredMessage {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly type: string;
  readonly state: string;
  readonly text: string | null;
  readonly wamid: string | null;
  readonly conversationId: string;
  readonly failureCode: string | null;
}

/** Waits until every stored webhook was taken apart and every event of it was applied or given up. */
export function inboxIsEmpty(database: TestDatabase, deadlineMs?: number): Promise<boolean> {
  return eventually(
    'the inbox is empty',
    async () => {
      const [row] = await database.query<{ waiting: number }>(
        `SELECT (SELECT count(*) FROM webhook_delivery WHERE exploded_at IS NULL)::int
           + (SELECT count(*) FROM inbox_event WHERE state IN ('pending', 'retrying'))::int AS waiting`,
      );
      return row?.waiting === 0;
    },
    deadlineMs,
  );
}

/** Waits until nothing is in the inbox and nothing is on its way out. */
export async function everythingSettled(database: TestDatabase, deadlineMs?: number): Promise<void> {
  await inboxIsEmpty(database, deadlineMs);
  await eventually(
    'the outbox is empty',
    async () => {
      const rows = await database.query(`SELECT 1 FROM message WHERE state IN ('queued', 'sending')`);
      return rows.length === 0;
    },
    deadlineMs,
  );
}

const MESSAGE = `
  message.id, message.direction, message.type, message.state, message.text,
  message.provider_message_id AS wamid, message.conversation_id AS "conversationId",
  message.failure_code AS "failureCode"`;

/** What one person wrote and got, oldest first; `identity` is a phone number or a user id. */
export function messagesWith(database: TestDatabase, identity: string): Promise<StoredMessage[]> {
  return database.query(
    `SELECT ${MESSAGE} FROM message
     JOIN conversation ON conversation.tenant_id = message.tenant_id AND conversation.id = message.conversation_id
     JOIN contact_identity USING (contact_id)
     WHERE contact_identity.value = $1 ORDER BY message.occurred_at, message.id`,
    [identity],
  );
}

/** The echo to that person, once there is one in such a state. */
export function echoTo(database: TestDatabase, phone: string, ...states: string[]): Promise<StoredMessage> {
  return eventually(`an echo to ${phone} is ${states.join(' or ') || 'there'}`, async () => {
    const messages = await messagesWith(database, phone);
    const echo = messages.find(({ direction }) => direction === 'outbound');
    return echo !== undefined && (states.length === 0 || states.includes(echo.state)) && echo;
  });
}

/** How many rows each table has that a webhook may fill. */
export async function rowCounts(database: TestDatabase): Promise<Record<string, number>> {
  const tables = ['webhook_delivery', 'inbox_event', 'dead_letter', 'contact', 'conversation', 'message'];
  const counts = await database.query<Record<string, number>>(
    `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ')}`,
  );
  return counts[0] ?? {};
}
