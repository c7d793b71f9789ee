import { forTenants } from '../../src/kernel/context';
import { createDataSource } from '../../src/platform/database/data-source';
import { AppDatabase } from '../../src/platform/database/database';
import { Transaction } from '../../src/platform/database/transaction';
import { TemplateUsageRepository } from '../../src/templates/usage/template-usage.repository';
import { createTestDatabase, TestDatabase } from '../support/test-database';

/** Of each channel and each template. */
const WITHIN_30_DAYS = 500;
const BEFORE = 500;
const KEYS = ['order en_US', 'order pt_BR', 'bill en_US', 'hello en_US', 'hello de', 'a en', 'b en', 'c en'];
const STATES = ['sent', 'delivered', 'read', 'failed', 'queued'];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly Plan[];
}

describe('how often a template was sent', () => {
  let database: TestDatabase;
  let app: AppDatabase;
  let tenantId: string;
  const usage = new TemplateUsageRepository();
  const used = { provider: 'whatsapp', accountId: '1', key: 'order en_US' };

  // Two tenants with a channel in each of two accounts, all with the same templates.
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.query(
      `INSERT INTO tenant (id, slug, name) SELECT uuidv7(), slug, '' FROM unnest(ARRAY['one', 'other']) slug`,
    );
    await database.query(
      `INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token)
       SELECT id, uuidv7(), 'whatsapp', account, slug || account, '', '', '' FROM tenant, unnest(ARRAY['1', '2']) account`,
    );
    await database.query(`INSERT INTO contact (tenant_id, id, name) SELECT id, uuidv7(), '' FROM tenant`);
    await database.query(
      `INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
       SELECT tenant_id, uuidv7(), channel.id, contact.id, now() FROM contact JOIN channel USING (tenant_id)`,
    );
    await database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, template, occurred_at, sent_at)
       SELECT tenant_id, uuidv7(), channel_id, id, 'outbound', 'template', state::message_state, template, at,
         CASE WHEN state IN ('sent', 'delivered', 'read') THEN at END
       FROM conversation, unnest($1::text[]) template, generate_series(1, $2::integer) n,
         LATERAL (SELECT ($4::text[])[1 + n % 5] AS state, now() - CASE WHEN n <= $3::integer
           THEN n * interval '29 days' / $3::integer ELSE interval '31 days' + n * interval '1 minute' END AS at)`,
      [KEYS, WITHIN_30_DAYS + BEFORE, WITHIN_30_DAYS, STATES],
    );
    await database.query('VACUUM ANALYZE');
    const [tenant] = await database.query<{ id: string }>(`SELECT id FROM tenant WHERE slug = 'one'`);
    tenantId = tenant?.id ?? '';
    app = new AppDatabase(await createDataSource(database.appUrl, 'usage', 1).initialize());
  });
  afterAll(async () => {
    await app.source.destroy();
    await database.drop();
  });

  it('is counted for the last 30 days, of its account alone, by what became of each', async () => {
    const lately = await forTenants([tenantId], () =>
      app.reading((transaction) => usage.lately(transaction, used)),
    );
    const each = WITHIN_30_DAYS / STATES.length;
    expect(lately).toEqual({
      messages: WITHIN_30_DAYS,
      sent: 3 * each,
      delivered: 2 * each,
      read: each,
      failed: each,
      lastSentAt: expect.any(Date) as Date,
    });
    const day = 24 * 3_600_000;
    expect(Date.now() - Number(lately.lastSentAt)).toBeLessThan((29 * day * 5) / WITHIN_30_DAYS + day);
  });

  it('is nothing of one that nobody has sent', async () => {
    const nobodys = { ...used, accountId: '3' };
    const lately = await forTenants([tenantId], () =>
      app.reading((transaction) => usage.lately(transaction, nobodys)),
    );
    expect(lately).toEqual({ messages: 0, sent: 0, delivered: 0, read: 0, failed: 0, lastSentAt: null });
  });

  it('is read by the index of the template, and nothing older than those days', async () => {
    const answer: unknown = await forTenants([tenantId], () =>
      app.reading((transaction) => {
        const explained = {
          query: (sql: string, values: unknown[]) =>
            transaction.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values),
        } as unknown as Transaction;
        return usage.lately(explained, used);
      }),
    );
    const plan = (answer as { 'QUERY PLAN': { Plan: Plan }[] })['QUERY PLAN'][0]?.Plan as Plan;
    const parts = partsOf(plan);
    const read = parts.filter((part) => part['Index Name'] === 'message_of_template');
    expect(read.map((part) => part['Actual Rows'])).toEqual([expect.any(Number)]);
    // Of both accounts, where the index is read before the rows.
    expect(read[0]?.['Actual Rows']).toBeLessThanOrEqual(2 * WITHIN_30_DAYS);
    const scans = parts.filter((part) => part['Relation Name'] === 'message');
    expect(scans.filter((part) => part['Node Type'] === 'Seq Scan')).toEqual([]);
  });
});

function partsOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(partsOf)];
}
