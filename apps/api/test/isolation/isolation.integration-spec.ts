import { Client } from 'pg';
import { forTenants, MissingTenant } from '../../src/kernel/context';
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

  it("answer for each other's ids as for ids that do not exist", async () => {
    const [conversation] = await product.database.query<{ id: string }>(
      'SELECT id FROM conversation WHERE tenant_id = $1',
      [theirs],
    );
    const [channel] = await product.database.query<{ id: string }>(
      'SELECT id FROM channel WHERE tenant_id = $1',
      [theirs],
    );
    const unknown = '01900000-0000-7000-8000-000000000000';
    const json = { 'content-type': 'application/json' };
    const requests: [string, RequestInit][] = [
      [`/api/v1/conversations/ID`, {}],
      [`/api/v1/conversations/ID/messages`, {}],
      [`/api/v1/channels/ID`, { method: 'PATCH', headers: json, body: '{"echoEnabled":false}' }],
    ];
    for (const [path, init] of requests) {
      const foreign = path.includes('channels') ? channel?.id : conversation?.id;
      const forTheirs = await answer(path.replace('ID', String(foreign)), init);
      const forUnknown = await answer(path.replace('ID', unknown), init);
      expect(forTheirs).toMatchObject({ status: 404, code: 'not_found' });
      expect({ ...forTheirs, instance: '', requestId: '' }).toEqual({
        ...forUnknown,
        instance: '',
        requestId: '',
      });
    }
    const [echo] = await product.database.query('SELECT echo_enabled FROM channel WHERE tenant_id = $1', [
      theirs,
    ]);
    expect(echo).toEqual({ echo_enabled: true });
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

  it('show nothing at all to a transaction without a tenant', async () => {
    for (const url of [product.database.appUrl, product.database.systemUrl]) {
      expect(await asRole(url, null, 'SELECT * FROM contact')).toEqual([]);
    }
  });

  it('show the system role, across tenants, only what waits to be sent', async () => {
    const rows = await asRole<{ state: string }>(
      product.database.systemUrl,
      null,
      `SELECT DISTINCT direction FROM message`,
    );
    expect(rows).toEqual([{ direction: 'outbound' }]);
  });

  it('leave nothing of one on a pooled connection for the other', async () => {
    const database = new AppDatabase(await createDataSource(product.database.appUrl, 'leak', 1).initialize());
    const tenantsSeen = () =>
      database.transaction(async (transaction): Promise<string[]> => {
        const rows: { tenant_id: string }[] = await transaction.query(
          'SELECT DISTINCT tenant_id FROM message',
        );
        return rows.map(({ tenant_id }) => tenant_id);
      });
    for (let round = 0; round < 3; round++) {
      expect(await forTenants([ours], tenantsSeen)).toEqual([ours]);
      const broken = forTenants([theirs], () =>
        database.transaction((transaction) => transaction.query('SELECT 1/0')),
      );
      await expect(broken).rejects.toThrow('division by zero');
      expect(await database.source.query('SELECT * FROM message')).toEqual([]);
    }
    await database.source.destroy();
  });

  it('open no transaction for anyone without a tenant', async () => {
    const source = createDataSource(product.database.appUrl, 'nobody', 1);
    expect(() => new AppDatabase(source).transaction(() => Promise.resolve())).toThrow(MissingTenant);
    expect(() => new SystemDatabase(source).transaction(() => Promise.resolve())).toThrow(MissingTenant);
  });

  async function answer(path: string, init: RequestInit): Promise<Record<string, unknown>> {
    const response = await fetch(product.apiUrl + path, init);
    return (await response.json()) as Record<string, unknown>;
  }
});

/** Runs one statement as a serving role would, for one tenant or for none. */
async function asRole<Row>(url: string, tenantId: string | null, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    if (tenantId !== null)
      await client.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${tenantId}}`]);
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
