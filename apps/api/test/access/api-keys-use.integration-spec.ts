import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { newApiKeyToken } from '../../src/access/api-keys/api-key-token';
import { KeyUses } from '../../src/access/api-keys/key-uses';
import { forTenants } from '../../src/kernel/context';
import { ApiKeys, KEYS } from '../support/api-keys';
import { Answer } from '../support/client';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

describe('API keys, in use', () => {
  let product: Product;
  let keys: ApiKeys;
  let api: NestFastifyApplication;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    api = await product.startApi();
    keys = new ApiKeys(product);
  });
  afterAll(() => product.stop());

  it('open what their scopes say, and nothing else', async () => {
    const { token } = await keys.make({ scopes: ['channels.read'] });
    const program = product.withKey(token);
    expect(await program.get('/api/v1/channels')).toMatchObject({ status: 200 });
    expect(await program.get('/api/v1/conversations')).toMatchObject({
      status: 403,
      body: { code: 'scope_missing', detail: 'It lacks the scope conversations.read.' },
    });
  });

  it('belong to one tenant, named or not', async () => {
    const { token } = await keys.make({ scopes: ['channels.read'] });
    const program = product.withKey(token);
    const ask = (tenant: string) => program.get('/api/v1/channels', { 'parley-tenant': tenant });
    const [ours] = await product.database.query<{ id: string }>(
      'SELECT id FROM channel WHERE tenant_id = $1',
      [product.tenantId],
    );
    expect(await ask('demo')).toMatchObject({ status: 200, body: { data: [{ id: ours?.id }] } });
    const mismatch = { status: 403, body: { code: 'tenant_mismatch' } };
    expect(await ask('other')).toMatchObject(mismatch);
    expect(await ask('there-is-none')).toMatchObject(mismatch);
  });

  it('are refused when they are none of ours, whatever is wrong', async () => {
    const { token } = await keys.make();
    const strange = [
      newApiKeyToken('live', product.tenantId),
      newApiKeyToken('live', UNKNOWN),
      token.slice(0, -1) + (token.endsWith('0') ? '1' : '0'),
      token.slice(0, -1),
      `${token}x`,
      token.toUpperCase(),
      'parley_live_',
      'x',
      '{}',
      'x'.repeat(4000),
    ];
    const answers = await Promise.all(strange.map((one) => product.withKey(one).get('/api/v1/channels')));
    const [first] = answers.map(told);
    expect(first).toMatchObject({ status: 401, code: 'invalid_api_key' });
    for (const answer of answers) expect(told(answer)).toEqual(first);
  });

  it.each(['Basic eDp5', 'Bearer', 'Bearer ', 'Token', ', ,', 'Bearer a b'])(
    'are refused in an Authorization header like "%s"',
    async (authorization) => {
      const answer = await product.anonymous.get('/api/v1/channels', { authorization });
      expect(answer).toMatchObject({ status: 401, body: { code: 'invalid_api_key' } });
    },
  );

  it('say to which installation they belong when it is not this one', async () => {
    const token = newApiKeyToken('test', product.tenantId);
    expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({
      status: 401,
      body: { code: 'wrong_environment' },
    });
  });

  it('are not looked for in the query or in other headers', async () => {
    const { token } = await keys.make();
    for (const path of [`?api_key=${token}`, `?access_token=${token}`, `?token=${token}`]) {
      const answer = await product.anonymous.get(`/api/v1/channels${path}`);
      expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
      expect(JSON.stringify(answer.body)).not.toContain(token);
    }
    for (const header of ['x-api-key', 'api-key', 'x-auth-token', 'proxy-authorization']) {
      const answer = await product.anonymous.get('/api/v1/channels', { [header]: token });
      expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
    }
    expect(product.logLines.join()).not.toContain(token);
  });

  it('win over a cookie, so that a program never acts as a person by accident', async () => {
    const { token } = await keys.make({ scopes: ['channels.read'] });
    const both = await keys.owner.get(KEYS, { authorization: `Bearer ${token}` });
    expect(both).toMatchObject({ status: 403, body: { code: 'people_only' } });
    const broken = await keys.owner.get(KEYS, { authorization: 'Bearer nonsense' });
    expect(broken).toMatchObject({ status: 401, body: { code: 'invalid_api_key' } });
  });

  it('tell when and from where, at most once a minute', async () => {
    const { token, id } = await keys.make();
    const use = () => product.withKey(token).get('/api/v1/channels', { 'x-forwarded-for': '203.0.113.7' });
    await use();
    const first = await eventually('the use was noted', async () => {
      const key = await keys.find(id);
      return key?.lastUsedAt !== null && key;
    });
    expect(first).toMatchObject({ lastUsedAddress: '203.0.113.7', version: 1 });
    await Promise.all(Array.from({ length: 5 }, use));
    await setLastUse(id, '45 seconds');
    const [before] = await uses(id);
    await use();
    expect(await uses(id)).toEqual([before]);
    await setLastUse(id, '61 seconds');
    await Promise.all(Array.from({ length: 20 }, use));
    await eventually('the use was noted again', async () => {
      const [row] = await uses(id);
      return row?.recent;
    });
  });

  it('are noted once by processes that all believe that it is time', async () => {
    const { id } = await keys.make();
    await setLastUse(id, '45 seconds');
    const before = await uses(id);
    const note = api.get(KeyUses);
    forTenants([product.tenantId], () => note.note({ id, lastUsedAt: null }, '203.0.113.8'));
    await note.onModuleDestroy();
    expect(await uses(id)).toEqual(before);
  });

  it('answer all the same when the use cannot be noted', async () => {
    const { token, id } = await keys.make({ scopes: ['channels.read'] });
    await product.database.query('REVOKE UPDATE ON api_key FROM parley_app');
    try {
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({ status: 200 });
      await eventually('it was logged', () =>
        Promise.resolve(product.logLines.some((line) => line.includes('not noted') && line.includes(id))),
      );
    } finally {
      await product.database.query('GRANT UPDATE ON api_key TO parley_app');
    }
  });

  it('end the event stream that they hold open as soon as they are revoked', async () => {
    const { token, id } = await keys.make({ scopes: ['conversations.read'] });
    const stream = await product.withKey(token).fetch('/api/v1/events');
    expect(stream.status).toBe(200);
    await keys.revoke(id);
    // Ends, or the test does not.
    expect(await stream.text()).toContain(': connected');
  });

  it('do not wait while the use cannot be noted', async () => {
    const { token, id } = await keys.make();
    const holder = new Client({ connectionString: product.database.systemUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${product.tenantId}}`]);
      await holder.query('SELECT 1 FROM api_key WHERE id = $1 FOR UPDATE', [id]);
      for (let round = 0; round < 20; round++) {
        expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({ status: 200 });
      }
      expect(await keys.find(id)).toMatchObject({ lastUsedAt: null });
    } finally {
      await holder.end();
    }
    await eventually('the use was noted after all', async () => (await keys.find(id)).lastUsedAt !== null);
  });

  function uses(id: string): Promise<{ at: string; recent: boolean }[]> {
    return product.database.query(
      `SELECT last_used_at::text AS at, last_used_at > now() - interval '30 seconds' AS recent
       FROM api_key WHERE id = $1`,
      [id],
    );
  }

  async function setLastUse(id: string, ago: string): Promise<void> {
    await product.database.query('UPDATE api_key SET last_used_at = now() - $2::interval WHERE id = $1', [
      id,
      ago,
    ]);
  }
});

/** What a caller can tell from an answer, but for what names the request. */
function told({ status, body }: Answer): Record<string, unknown> {
  return { ...(body as Record<string, unknown>), status, requestId: '' };
}
