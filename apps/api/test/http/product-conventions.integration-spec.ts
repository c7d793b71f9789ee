import { Client } from '../support/client';
import { inboxIsEmpty } from '../support/inbox';
import { messagesChange, postSigned, textMessage, textWebhook, webhookOf } from '../support/meta';
import { newPerson } from '../support/people';
import { Product } from '../support/product';

const OTHER_NUMBER = '106540352242923';

interface Page {
  data: { id: string }[];
  nextCursor: string | null;
}

describe('the conventions, in the product', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', OTHER_NUMBER);
    await product.startApi();
    await product.startWorker();
  });
  afterAll(() => product.stop());

  const keyed = (key: string) => ({ 'idempotency-key': key });
  const newKey = { name: 'Nightly export', scopes: ['channels.read'], expiresAt: null };
  const count = async (table: string, where = 'true') =>
    (await product.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`))[0]
      ?.n;

  it('make one API key of twenty requests at once, and show its token again to whoever repeats the request', async () => {
    const owner = product.as('owner');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        owner.post<{ id: string; token: string }>('/api/v1/api-keys', newKey, keyed('one')),
      ),
    );
    expect(await count('api_key')).toBe(1);
    expect(await count('audit_event', `action = 'api_key.created'`)).toBe(1);
    const refused = answers.filter(({ status }) => status === 409);
    const shown = answers.filter(({ status }) => status === 201);
    expect(refused.length + shown.length).toBe(20);
    expect(shown.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    const again = await owner.post<{ id: string; token: string }>('/api/v1/api-keys', newKey, keyed('one'));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(new Set(shown.map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set([JSON.stringify(again.body)]),
    );
    const program = product.withKey(again.body.token);
    expect((await program.get('/api/v1/channels')).status).toBe(200);
  });

  it('show what a key made to its maker alone', async () => {
    const maker = product.as('owner');
    const first = await maker.post<{ id: string }>('/api/v1/api-keys', newKey, keyed('shared'));
    for (const other of [product.as('admin'), product.as('owner', 'other')]) {
      const { status, body, headers } = await other.post<{ id: string }>(
        '/api/v1/api-keys',
        newKey,
        keyed('shared'),
      );
      expect([status, headers.get('idempotency-replayed')]).toEqual([201, null]);
      expect(body.id).not.toBe(first.body.id);
    }
  });

  it('ask again who may, however often the request was answered before', async () => {
    const person = await newPerson(product.database, {
      name: 'Somebody',
      membership: { role: 'admin', tenantSlug: 'demo' },
    });
    const admin = product.signedIn(() => Promise.resolve(person), 'demo');
    expect((await admin.post('/api/v1/api-keys', newKey, keyed('demoted'))).status).toBe(201);
    await product.database.query(`UPDATE membership SET role = 'viewer' WHERE id = $1`, [person.memberId]);
    expect((await admin.post('/api/v1/api-keys', newKey, keyed('demoted'))).status).toBe(403);
  });

  it('let one of twenty change the tenant that they all have seen', async () => {
    const owner = product.as('owner');
    const before = await owner.get<{ version: number }>('/api/v1/tenant');
    expect(before.headers.get('etag')).toBe(`"${before.body.version}"`);
    const seen = { 'if-match': before.headers.get('etag') ?? '' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => owner.patch('/api/v1/tenant', { name: `Name ${at}` }, seen)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(19).fill(412)]);
    const after = await owner.get<{ version: number }>('/api/v1/tenant');
    expect(after.body.version).toBe(before.body.version + 1);
    expect(answers.find(({ status }) => status === 200)?.headers.get('etag')).toBe(after.headers.get('etag'));
  });

  it('lead nowhere else with a cursor of another list or of another tenant', async () => {
    for (const from of ['16505550061', '16505550062'])
      await postSigned(product.apiUrl, textWebhook({ from }));
    const theirs = messagesChange({ messages: [textMessage({ from: '16505550063' })] }, OTHER_NUMBER);
    await postSigned(product.apiUrl, webhookOf(theirs));
    await inboxIsEmpty(product.database);
    const [mine, others] = [product.as('owner'), product.as('owner', 'other')];
    const list = async (client: Client, query = '') =>
      (await client.get<Page>(`/api/v1/conversations${query}`)).body;
    const first = await list(mine, '?limit=1');
    const own = new Set((await list(others)).data.map(({ id }) => id));
    expect(own.size).toBe(1);
    for (const { id } of (await list(others, `?cursor=${first.nextCursor}`)).data) expect(own).toContain(id);
    const conversation = first.data[0]?.id;
    for (const path of [`conversations/${conversation}/messages`, 'audit-events']) {
      const { status } = await mine.get(`/api/v1/${path}?cursor=${first.nextCursor}`);
      expect([path, status < 500]).toEqual([path, true]);
    }
    const foreign = await others.get(
      `/api/v1/conversations/${conversation}/messages?cursor=${first.nextCursor}`,
    );
    expect(foreign.status).toBe(404);
  });

  it('are in the OpenAPI document, for every operation', async () => {
    const { body } = await product.anonymous.get<OpenApi>('/api/openapi.json');
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );
    const names = (parameters: { name: string }[] = []) => parameters.map(({ name }) => name);
    for (const { path, method, security, parameters, operationId, ...more } of operations) {
      expect([operationId, Array.isArray(security)]).toEqual([operationId, true]);
      if (more['x-permission'] === undefined) continue;
      expect([path, names(parameters)]).toEqual([
        path,
        expect.arrayContaining(['Parley-Tenant']) as string[],
      ]);
      expect([path, names(parameters).includes('Idempotency-Key')]).toEqual([path, method === 'post']);
    }
  });
});

interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      { operationId: string; security?: object[]; parameters?: { name: string }[]; 'x-permission'?: string }
    >
  >;
}
