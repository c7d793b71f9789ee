import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';

export const TENANTS = 10;
export const CONVERSATIONS = 50_000;

/** Somebody who is signed in to a tenant. */
export interface Reader {
  tenantSlug: string;
  /** The cookie's value. */
  sessionToken: string;
}

/** Tenants of equal size, each with five members, of whom one is signed in; half of the conversations are assigned. */
export async function makeData(superuserUrl: string): Promise<Reader[]> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      ROWS.replaceAll(':tenants', String(TENANTS)).replaceAll(':each', String(CONVERSATIONS / TENANTS)),
    );
    const readers: Reader[] = [];
    for (let number = 1; number <= TENANTS; number += 1)
      readers.push(await signIn(client, `bench-${number}`));
    await client.query('VACUUM ANALYZE');
    return readers;
  } finally {
    await client.end();
  }
}

async function signIn(client: pg.Client, tenantSlug: string): Promise<Reader> {
  const sessionToken = randomBytes(32).toString('base64url');
  await client.query(
    `INSERT INTO session (id, user_id, token_hash, expires_at)
     SELECT uuidv7(), user_id, $2, now() + interval '1 day'
     FROM membership JOIN tenant ON tenant.id = tenant_id WHERE slug = $1 ORDER BY user_id LIMIT 1`,
    [tenantSlug, createHash('sha256').update(sessionToken).digest()],
  );
  return { tenantSlug, sessionToken };
}

const ROWS = `
  INSERT INTO tenant (id, slug, name) SELECT uuidv7(), 'bench-' || n, 'Bench ' || n FROM generate_series(1, :tenants) n;
  CREATE TEMPORARY TABLE bench AS SELECT id FROM tenant WHERE slug LIKE 'bench-%';
  INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token)
    SELECT id, uuidv7(), 'whatsapp', '1', id, 'Support', '+15550100042', '' FROM bench;
  CREATE TEMPORARY TABLE person AS SELECT id AS tenant_id, uuidv7() AS user_id FROM bench, generate_series(1, 5);
  INSERT INTO app_user (id, email, name, password_hash)
    SELECT user_id, user_id || '@example.com', 'Somebody', '' FROM person;
  INSERT INTO membership (tenant_id, id, user_id, role) SELECT tenant_id, uuidv7(), user_id, 'agent' FROM person;
  INSERT INTO contact (tenant_id, id, name) SELECT id, uuidv7(), 'Person ' || n FROM bench, generate_series(1, :each) n;
  INSERT INTO contact_identity (tenant_id, id, contact_id, scope, kind, value)
    SELECT contact.tenant_id, uuidv7(), contact.id, 'whatsapp', 'phone', (15550200000 + row_number() OVER ())::text
    FROM contact JOIN bench ON bench.id = contact.tenant_id;
  INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at, assignee_id)
    SELECT contact.tenant_id, uuidv7(), channel.id, contact.id, now() - random() * interval '30 days',
      CASE WHEN random() < 0.5 THEN
        (SELECT id FROM membership WHERE membership.tenant_id = contact.tenant_id LIMIT 1) END
    FROM contact JOIN bench ON bench.id = contact.tenant_id JOIN channel ON channel.tenant_id = contact.tenant_id;
  INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, occurred_at)
    SELECT tenant_id, uuidv7(), channel_id, id, 'inbound', 'text', 'received',
      'Hello, where is my order? I have been waiting since the day before yesterday.', last_message_at
    FROM conversation;
  UPDATE conversation SET last_message_id = message.id FROM message
    WHERE message.tenant_id = conversation.tenant_id AND message.conversation_id = conversation.id;`;
