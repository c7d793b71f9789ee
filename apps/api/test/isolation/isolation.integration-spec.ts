import { Client } from 'pg';
import { MissingTenant } from '../../src/kernel/context';
import { AppDatabase, SystemDatabase } from '../../src/platform/database/database';
import { createDataSource } from '../../src/platform/database/data-source';
import { eventually } from '../support/eventually';
import { postSigned, textWebhook, textMessage, messagesChange, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const OTHER_NUMBER = '106540352249999';

describe('two tenants in one database', () => {
  let product: Product;
  let ours: string;
  let theirs: string;

  beforeAll(async () => {
    product = await Product.create();
    ours = product.tenantId;
    theirs = await product.addTenant('other', OTHER_NUMBER);
    await product.startApi();
    await product.startWorker();
    await postSigned(product.apiUrl, textWebhook({ body: 'to us', from: '16505550100' }));
    await postSigned(
      product.apiUrl,
      webhookOf(messagesChange({ messages: [textMessage({ body: 'to them' })] }, OTHER_NUMBER)),
    );
    await eventually('both were applied', async () => {
      const [row] = await product.database.query<{ count: string }>(
        `SELECT count(*) FROM message WHERE direction = 'inbound'`,
      );
      return row?.count === '2';
    });
  });
  afterAll(() => product.stop());

  it('each get what was written to their own number', async () => {
    const rows = await product.database.query(
      `SELECT tenant_id, text FROM message WHERE direction = 'inbound' ORDER BY text DESC`,
    );
    expect(rows).toEqual([
      { tenant_id: ours, text: 'to us' },
      { tenant_id: theirs, text: 'to them' },
    ]);
  });

  it('are not seen by a query that forgot its tenant', async () => {
    const seen = await asRole(product.database.appUrl, ours, 'SELECT DISTINCT tenant_id FROM message');
    expect(seen).toEqual([{ tenant_id: ours }]);
  });

  it('cannot write for each other', async () => {
    const write = asRole(
      product.database.appUrl,
      ours,
      `INSERT INTO contact (tenant_id, id, name) VALUES ('${theirs}', gen_random_uuid(), 'planted')`,
    );
    await expect(write).rejects.toThrow('row-level security');
  });

  it("cannot refer to each other's rows", async () => {
    const [contact] = await product.database.query<{ id: string }>(
      'SELECT id FROM contact WHERE tenant_id = $1',
      [theirs],
    );
    const write = asRole(
      product.database.appUrl,
      ours,
      `INSERT INTO contact_identity (tenant_id, id, contact_id, scope, kind, value)
       VALUES ('${ours}', gen_random_uuid(), '${contact?.id}', 'whatsapp', 'phone', '1')`,
    );
    await expect(write).rejects.toThrow('foreign key');
  });

  it('open no transaction for anyone without a tenant', async () => {
    const source = createDataSource(product.database.appUrl, 'nobody', 1);
    expect(() => new AppDatabase(source).transaction(() => Promise.resolve())).toThrow(MissingTenant);
    expect(() => new SystemDatabase(source).transaction(() => Promise.resolve())).toThrow(MissingTenant);
  });
});

/** Runs one statement as a serving role would, for one tenant. */
async function asRole<Row>(url: string, tenantId: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${tenantId}}`]);
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
