import { newId } from '../../src/kernel/ids';
import { Product } from '../support/product';

interface Many {
  readonly count: number;
  readonly type?: string;
  readonly sendingClass?: string;
}

/** Queues so many messages on every number of the product's first tenant, each to somebody else, who may be written to. */
export async function queueMany(product: Product, { count, type, sendingClass }: Many): Promise<void> {
  const [contactId, conversationId] = [newId(), newId()];
  const { tenantId, database } = product;
  await database.query(`INSERT INTO contact (tenant_id, id, name) VALUES ($1, $2, 'Ana')`, [
    tenantId,
    contactId,
  ]);
  await database.query(
    `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
     SELECT $1, $2, id, $3, now() FROM channel WHERE tenant_id = $1 LIMIT 1`,
    [tenantId, conversationId, contactId],
  );
  await database.query(
    `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, occurred_at)
     SELECT tenant_id, gen_random_uuid(), channel_id, id, 'inbound', 'text', 'received', 'hello', now()
     FROM conversation WHERE tenant_id = $1 AND id = $2`,
    [tenantId, conversationId],
  );
  await database.query(
    `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
       recipient_kind, sending_class, next_attempt_at, occurred_at)
     SELECT $1, gen_random_uuid(), channel.id, $2, 'outbound', $4, 'queued', 'hi', '1650555' || person, 'phone',
       $5, now(), now()
     FROM channel CROSS JOIN generate_series(1000, 999 + $3::integer) AS person WHERE tenant_id = $1`,
    [tenantId, conversationId, count, type ?? 'text', sendingClass ?? 'api'],
  );
}
