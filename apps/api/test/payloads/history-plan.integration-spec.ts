import { forTenants } from '../../src/kernel/context';
import { MessageHistoryRepository } from '../../src/messaging/messages/message-history.repository';
import { createDataSource } from '../../src/platform/database/data-source';
import { AppDatabase } from '../../src/platform/database/database';
import { Transaction } from '../../src/platform/database/transaction';
import { createTestDatabase, TestDatabase } from '../support/test-database';

const PAGE = 50;
const MESSAGES = 3_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

describe('a page of a long conversation', () => {
  let database: TestDatabase;
  let app: AppDatabase;
  let ids: { tenant: string; conversation: string };

  // Two conversations with as many messages, each of which was edited and answered, and has a reaction.
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.query(`INSERT INTO tenant (id, slug, name) VALUES (uuidv7(), 'long', '')`);
    await database.query(
      `INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token)
       SELECT id, uuidv7(), 'whatsapp', '1', '1', '', '', '' FROM tenant`,
    );
    await database.query(
      `INSERT INTO contact (tenant_id, id, name) SELECT id, uuidv7(), '' FROM tenant, generate_series(1, 2)`,
    );
    await database.query(
      `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
       SELECT tenant_id, uuidv7(), channel.id, contact.id, now() FROM contact JOIN channel USING (tenant_id)`,
    );
    await database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, payload,
         provider_message_id, target_provider_message_id, reply_to_provider_message_id, occurred_at)
       SELECT tenant_id, uuidv7(), channel_id, conversation.id, 'inbound', type, 'received', 'x', '{}',
         conversation.id || type || n, CASE WHEN type <> 'text' THEN conversation.id || 'text' || n END,
         CASE WHEN type = 'text' THEN conversation.id || 'text' || (n - 1) END, now() - n * interval '1 minute'
       FROM conversation, generate_series(1, $1) AS n, unnest(ARRAY['text', 'reaction', 'edit']) AS type`,
      [MESSAGES],
    );
    await database.query('ANALYZE');
    const [row] = await database.query<typeof ids>(
      'SELECT tenant_id AS tenant, id AS conversation FROM conversation LIMIT 1',
    );
    ids = row as typeof ids;
    app = new AppDatabase(await createDataSource(database.appUrl, 'history', 1).initialize());
  });
  afterAll(async () => {
    await app.source.destroy();
    await database.drop();
  });

  async function planOf(): Promise<Plan> {
    const [row] = await forTenants([ids.tenant], () =>
      app.reading((transaction) => {
        const explained = {
          query: (sql: string, values: unknown[]) =>
            transaction.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values),
        } as unknown as Transaction;
        const repository = new MessageHistoryRepository();
        return repository.listOfConversation(
          explained,
          ids.conversation,
          PAGE,
          null,
        ) as Promise<unknown> as Promise<{ 'QUERY PLAN': { Plan: Plan }[] }[]>;
      }),
    );
    return row?.['QUERY PLAN'][0]?.Plan as Plan;
  }

  it('reads the messages of the page and what was said about them, and not the rest of it', async () => {
    const scans = partsOf(await planOf()).filter((part) => part['Relation Name'] === 'message');
    const read = scans.reduce(
      (sum, part) =>
        sum + (part['Actual Rows'] + (part['Rows Removed by Filter'] ?? 0)) * part['Actual Loops'],
      0,
    );
    // 50 shown, 100 passed over with the message that they speak about, 100 read with theirs, 50 quoted with 100 about them.
    expect(read).toBeLessThanOrEqual(12 * PAGE);
    expect(scans.every((part) => part['Node Type'].includes('Index'))).toBe(true);
  });

  it('finds what was said about a message by an index of its own', async () => {
    const indexes = partsOf(await planOf()).map((part) => part['Index Name']);
    expect(indexes).toContain('message_about_message');
  });
});

function partsOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(partsOf)];
}
