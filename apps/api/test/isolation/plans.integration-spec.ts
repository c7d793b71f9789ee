import { forTenants } from '../../src/kernel/context';
import { ConversationsRepository } from '../../src/messaging/conversations/conversations.repository';
import { MessageHistoryRepository } from '../../src/messaging/messages/message-history.repository';
import { createDataSource } from '../../src/platform/database/data-source';
import { AppDatabase } from '../../src/platform/database/database';
import { Transaction } from '../../src/platform/database/transaction';
import { createTestDatabase, TestDatabase } from '../support/test-database';

const PAGE = 50;
const EACH = 2_000;

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

describe('row-level security', () => {
  let database: TestDatabase;
  let app: AppDatabase;
  let tenantId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.query(
      `INSERT INTO tenant (id, slug, name) SELECT uuidv7(), 't' || n, '' FROM generate_series(1, 5) n`,
    );
    await database.query(
      `INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token)
       SELECT id, uuidv7(), 'whatsapp', '1', slug, '', '', '' FROM tenant`,
    );
    await database.query(
      `INSERT INTO contact (tenant_id, id, name) SELECT id, uuidv7(), '' FROM tenant, generate_series(1, ${EACH})`,
    );
    await database.query(
      `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
       SELECT tenant_id, uuidv7(), channel.id, contact.id, now() - random() * interval '30 days'
       FROM contact JOIN channel USING (tenant_id)`,
    );
    await database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, occurred_at)
       SELECT tenant_id, uuidv7(), channel_id, id, 'outbound', 'text', 'sent', now() - n * interval '1 hour'
       FROM conversation, generate_series(1, 3) n`,
    );
    await database.query('ANALYZE');
    const [tenant] = await database.query<{ id: string }>('SELECT id FROM tenant LIMIT 1');
    tenantId = tenant?.id ?? '';
    app = new AppDatabase(await createDataSource(database.appUrl, 'plans', 1).initialize());
  });
  afterAll(async () => {
    await app.source.destroy();
    await database.drop();
  });

  /** How it is read, of what that asks. */
  async function planOf(asks: (explained: Transaction) => Promise<unknown>): Promise<Plan> {
    const [row] = await forTenants([tenantId], () =>
      app.reading((transaction) => {
        const explained = {
          query: (sql: string, values: unknown[]) =>
            transaction.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values),
        } as unknown as Transaction;
        return asks(explained) as Promise<{ 'QUERY PLAN': { Plan: Plan }[] }[]>;
      }),
    );
    return row?.['QUERY PLAN'][0]?.Plan as Plan;
  }

  it.each([
    ['all', {}],
    ['those since an hour ago', { since: new Date(Date.now() - 5_400_000).toISOString() }],
  ])('reads as many sent messages for a page as it shows: %s', async (_which, filter) => {
    const plan = await planOf((explained) =>
      new MessageHistoryRepository().listSent(explained, filter, PAGE, null),
    );
    expect(rowsRead(plan, 'message')).toBe(PAGE);
  });

  it('reads as many conversations for a page as the page shows, and not all that the tenant has', async () => {
    const plan = await planOf((explained) => new ConversationsRepository().list(explained, PAGE, null));
    expect(rowsRead(plan, 'conversation')).toBe(PAGE);
    expect(rowsRead(plan, 'contact')).toBe(PAGE);
  });
});

function rowsRead(plan: Plan, table: string): number {
  const own = plan['Relation Name'] === table ? plan['Actual Rows'] * plan['Actual Loops'] : 0;
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsRead(part, table), own);
}
