import { recordedWhile } from '../support/audit';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';

interface Cleared {
  readonly success: boolean;
  readonly dropped: { readonly entries: number; readonly entities: Record<string, number> };
}

const CACHE = '/api/v1/cache';
const READ = ['/api/v1/channels', '/api/v1/tenant', '/api/v1/sending-policy'];

describe('the cache of a workspace', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('acme', '106540352249999');
    await product.startApi();
  });
  afterAll(() => product.stop());

  const readAll = async (slug: string) => {
    for (const path of READ) expect((await product.as('owner', slug).get(path)).status).toBe(200);
  };
  const clear = (slug: string) => product.as('owner', slug).delete<Cleared>(CACHE);

  it('is dropped by its own people: the answer says that it succeeded, and what was dropped', async () => {
    await readAll('demo');
    await readAll('acme');
    const { status, body } = await clear('demo');
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      dropped: { entries: 3, entities: { channel: 1, 'sending-policy': 1, tenant: 1 } },
    });
    expect((await clear('demo')).body).toEqual({ success: true, dropped: { entries: 0, entities: {} } });
  });

  it('is left alone when others drop theirs', async () => {
    await readAll('demo');
    await readAll('acme');
    await clear('demo');
    expect((await clear('acme')).body.dropped.entries).toBe(3);
  });

  it('is read anew afterwards, also what somebody has changed by hand', async () => {
    const name = async () =>
      (await product.as().get<{ data: { name: string }[] }>('/api/v1/channels')).body.data[0]?.name;
    await name();
    await product.database.query(`UPDATE channel SET name = 'By hand' WHERE tenant_id = $1`, [
      product.tenantId,
    ]);
    await clear('demo');
    expect(await name()).toBe('By hand');
  });

  it('is dropped with a record of it, by who may manage the workspace', async () => {
    await readAll('demo');
    const deeds = await recordedWhile(product.database, product.tenantId, () => clear('demo'));
    expect(deeds).toMatchObject([
      { action: 'cache.cleared', after: { entries: 3 }, actor_name: 'owner of demo' },
    ]);
    expect(await product.as('agent').delete(CACHE)).toMatchObject({ status: 403 });
    expect(await product.anonymous.delete(CACHE)).toMatchObject({ status: 401 });
  });

  it.each([
    ['PATCH a number', 'patch', '/api/v1/channels/:id', { echoEnabled: false }, '/api/v1/channels'],
    ['replace its token', 'put', '/api/v1/channels/:id/access-token', undefined, '/api/v1/channels'],
    ['PATCH the workspace', 'patch', '/api/v1/tenant', { name: 'Demo Ltd' }, '/api/v1/tenant'],
    [
      'PUT the policy',
      'put',
      '/api/v1/sending-policy',
      { quietHours: null, marketingLimit: { messages: 1, days: 1 } },
      '/api/v1/sending-policy',
    ],
  ] as const)(
    'is written with what it is of, in every process: %s',
    async (_what, method, path, body, read) => {
      const here = product.as();
      const first = product.apiUrl;
      const text = async () => JSON.stringify((await here.get(read)).body);
      const before = await text();
      await product.startApi();
      const second = product.apiUrl;
      expect(await text()).toBe(before);
      const { body: list } = await here.get<{ data: { id: string }[] }>('/api/v1/channels');
      const to = path.replace(':id', list.data[0]?.id ?? '');
      const wanted = body ?? { accessToken: `EAAG${'another-token'.repeat(3)}` };
      expect((await here[method](to, wanted)).status).toBe(200);
      const after = await text();
      expect(after).not.toBe(before);
      product.apiUrl = first;
      await eventually('the other process has it', async () => (await text()) === after);
      product.apiUrl = second;
    },
  );
});
