import { Client } from 'pg';
import { everythingSettled } from '../support/inbox';
import { GraphStub } from '../support/graph-stub';
import { messagesChange, postSigned, statusUpdate, textWebhook, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { webhookFrom, writtenBy } from '../support/wire-people';
import { CapturedQuery, queriesDuring, withoutTenants } from './captured-queries';
import { Scene, setTheScene } from './proof/scene';

describe('the policies below the statements of the worker', () => {
  let product: Product;
  let graph: GraphStub;
  let scene: Scene;
  let queries: CapturedQuery[];

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    const app = await product.startApi();
    queries = await queriesDuring('parley_system', async () => {
      const worker = await product.startWorker();
      await postSigned(product.apiUrl, textWebhook({ from: '16505550101' }));
      await everythingSettled(product.database);
      const [sent] = await product.database.query<{ wamid: string }>(
        `SELECT provider_message_id AS wamid FROM message WHERE direction = 'outbound'`,
      );
      const statuses = [statusUpdate(String(sent?.wamid), 'read')];
      await postSigned(product.apiUrl, webhookOf(messagesChange({ statuses })));
      await everythingSettled(product.database);
      await mergeAndSeparate();
      await worker.close();
    });
    scene = await setTheScene(product, app);
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  /** Somebody is known by number and by id, both turn out to be one person, and a member takes them apart. */
  async function mergeAndSeparate(): Promise<void> {
    const [phone, userId] = ['16505550102', 'US.net1'];
    for (const person of [{ phone }, { userId }, { phone, userId }]) {
      await postSigned(product.apiUrl, webhookFrom(person, [writtenBy(person)]));
      await everythingSettled(product.database);
    }
    const [merge] = await product.database.query<{ id: string; contactId: string }>(
      'SELECT id, into_contact_id AS "contactId" FROM contact_merge',
    );
    const path = `/api/v1/contacts/${merge?.contactId}/merges/${merge?.id}`;
    expect((await product.as('agent').delete(path)).status).toBe(200);
  }

  it('change no row of another tenant when every predicate on the tenant is taken out', async () => {
    const scoped = queries.filter((query) => withoutTenants(query) !== query.sql);
    expect(scoped.length).toBeGreaterThan(5);
    const faults: string[] = [];
    for (const query of scoped) {
      await runForOne(withoutTenants(query), query.values);
      for (const tenant of [scene.ours, scene.theirs]) {
        const changes = await scene.evidence.changesOf(tenant);
        if (changes.length > 0) faults.push(`${query.sql} changes ${changes.join('; ')}`);
      }
      await scene.evidence.restore();
    }
    expect(faults).toEqual([]);
  });

  /** As the worker for the tenant that was written to. What is refused changes nothing. */
  async function runForOne(sql: string, values: readonly unknown[]): Promise<void> {
    const client = new Client({ connectionString: product.database.systemUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${product.tenantId}}`]);
      await client.query(sql, [...values]);
      await client.query('COMMIT');
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (!['42501', '23503', '23505'].includes(code ?? ''))
        throw new Error(`${message} in ${sql}`, { cause: error });
    } finally {
      await client.end();
    }
  }
});
