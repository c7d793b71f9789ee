import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { connectNumbers, type Owner } from '../../../bench/outbound/numbers.ts';
import { setLimit } from '../../../bench/outbound/outbox.ts';
import { DEMO } from '../../../instance/environment.ts';
import { builtModule } from '../../lab/built-module.ts';
import type { Lab } from '../../lab/lab.ts';
import { wait } from '../../wait.ts';
import type { Scale } from '../plan.ts';

/** Somebody who has written to a number, and may be answered. */
export interface Correspondent {
  tenantId: string;
  channelId: string;
  conversationId: string;
  phoneNumberId: string;
  phone: string;
}

/** A number, who may be written to from it, and the key that may do so. */
export interface Furnished {
  phoneNumberId: string;
  people: readonly Correspondent[];
  apiKey: string;
}

const ANSWERING: Owner = { slug: 'demo', name: 'Demo', wabaId: DEMO.wabaId, first: 0 };
const BROADCASTING: Owner = { slug: 'broadcaster', name: 'Broadcaster', wabaId: '990011', first: 100 };
const WRITTEN_WITHIN_MS = 60_000;

/** Two tenants with numbers, people who wrote to these, and keys: one tenant answers, the other sends broadcasts. */
export async function furnish(
  lab: Lab,
  { load }: Scale,
): Promise<{ answering: Furnished[]; broadcasting: Furnished[] }> {
  const db = new pg.Pool({ connectionString: lab.postgres.productUrl, max: 1 });
  try {
    const furnished = new Map<Owner, Furnished[]>();
    for (const owner of [ANSWERING, BROADCASTING]) {
      const numbers = await connectNumbers(lab.projectRoot, lab.instance, load.numbersOfEach, owner);
      for (const number of numbers) await setLimit(db, number, load.limitPerSecond);
      const ids = numbers.map(({ phoneNumberId }) => phoneNumberId);
      const people = await conversations(lab, db, ids, load.people);
      const made = ids.map(async (phoneNumberId) => ({
        phoneNumberId,
        people: people.filter((one) => one.phoneNumberId === phoneNumberId),
        apiKey: await newApiKey(lab, db, owner.slug),
      }));
      furnished.set(owner, await Promise.all(made));
    }
    return { answering: furnished.get(ANSWERING) ?? [], broadcasting: furnished.get(BROADCASTING) ?? [] };
  } finally {
    await db.end();
  }
}

async function conversations(
  lab: Lab,
  db: pg.Pool,
  phoneNumberIds: readonly string[],
  people: number,
): Promise<Correspondent[]> {
  for (const phoneNumberId of phoneNumberIds)
    for (let person = 0; person < people; person += 1)
      await lab.simulator.writes(phoneOf(phoneNumberId, person), phoneNumberId);
  const deadline = Date.now() + WRITTEN_WITHIN_MS;
  for (;;) {
    const found = await correspondents(db, phoneNumberIds);
    if (found.length === people * phoneNumberIds.length) return found;
    if (Date.now() > deadline) throw new Error(`Only ${found.length} people's messages came in.`);
    await wait(250, lab.signal);
  }
}

/** None of the simulator's sentinels, and nobody twice. */
function phoneOf(phoneNumberId: string, person: number): string {
  return `15557${phoneNumberId.slice(-3)}${String(person).padStart(3, '0')}`;
}

async function correspondents(db: pg.Pool, phoneNumberIds: readonly string[]): Promise<Correspondent[]> {
  const { rows } = await db.query<Correspondent>(
    `SELECT c.tenant_id AS "tenantId", c.channel_id AS "channelId", c.id AS "conversationId",
       channel.external_id AS "phoneNumberId", identity.value AS phone
     FROM conversation AS c
     JOIN channel ON channel.tenant_id = c.tenant_id AND channel.id = c.channel_id
     JOIN contact_identity AS identity ON identity.tenant_id = c.tenant_id AND identity.contact_id = c.contact_id
       AND identity.kind = 'phone'
     WHERE channel.external_id = ANY ($1) ORDER BY identity.value`,
    [phoneNumberIds],
  );
  return rows;
}

/** As the product makes them; kept as it keeps them. A key of each number: callers may not ask without end. */
async function newApiKey(lab: Lab, db: pg.Pool, slug: string): Promise<string> {
  const { newApiKeyToken } = builtModule<{
    newApiKeyToken: (installation: 'test', tenantId: string) => string;
  }>(lab.projectRoot, 'access/api-keys/api-key-token');
  const { rows } = await db.query<{ id: string }>('SELECT id FROM tenant WHERE slug = $1', [slug]);
  const tenantId = rows[0]?.id ?? '';
  const token = newApiKeyToken('test', tenantId);
  await db.query(
    `INSERT INTO api_key (tenant_id, id, name, prefix, last_four, token_hash, scopes, created_by_name)
     VALUES ($1, $2, 'torture', 'parley_test_', $3, $4, ARRAY['conversations.read', 'messages.send'], 'torture')`,
    [tenantId, randomUUID(), token.slice(-4), createHash('sha256').update(token).digest()],
  );
  return token;
}
