import { newApiKeyToken } from '../src/access/api-keys/api-key-token';
import { Answer, Client } from './support/client';
import { eventually } from './support/eventually';
import { Product } from './support/product';

const KEYS = '/api/v1/api-keys';
const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const DAY_MS = 86_400_000;

interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  lastFour: string;
  scopes: string[];
  createdByName: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  state: string;
  rotatedFrom: string | null;
  version: number;
  token: string;
}
interface Problem {
  code: string;
  detail?: string;
  errors?: { pointer: string }[];
}

describe('API keys', () => {
  let product: Product;
  let owner: Client;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    owner = product.as('owner');
  });
  afterAll(() => product.stop());

  describe('when one is made', () => {
    it('show the key once, and say what it is', async () => {
      const { status, headers, body } = await owner.post<ApiKey>(KEYS, {
        name: '  Nightly export ',
        scopes: ['conversations.read', 'channels.read'],
        expiresAt: null,
      });
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(String) as string,
        name: 'Nightly export',
        prefix: 'parley_live_',
        lastFour: body.token.slice(-4),
        scopes: ['conversations.read', 'channels.read'],
        createdByName: 'owner of demo',
        createdAt: expect.any(String) as string,
        expiresAt: null,
        lastUsedAt: null,
        lastUsedAddress: null,
        state: 'active',
        rotatedFrom: null,
        version: 1,
        token: expect.stringMatching(/^parley_live_[0-9A-Za-z]{71}$/) as string,
      });
      expect(headers.get('etag')).toBe('"1"');
      const { token, ...listed } = body;
      expect((await list()).find(({ id }) => id === body.id)).toEqual(listed);
      expect(JSON.stringify(await list())).not.toContain(token);
    });

    it('keep nothing of it in the database or in the logs', async () => {
      const { token } = await make();
      const secret = token.slice('parley_live_'.length);
      const rows = await product.database.query<{ row: string }>('SELECT api_key::text AS row FROM api_key');
      expect(rows.map(({ row }) => row).join()).not.toContain(secret);
      const events = await product.database.query<{ row: string }>('SELECT audit_event::text AS row FROM audit_event');
      expect(events.map(({ row }) => row).join()).not.toContain(secret);
      expect(product.logLines.join()).not.toContain(secret);
    });

    it.each([
      ['no name', { name: '   ' }, '/name'],
      ['a name that is too long', { name: 'x'.repeat(81) }, '/name'],
      ['a name that is a number', { name: 7 }, '/name'],
      ['a name with a NUL', { name: 'a\0b' }, '/name'],
      ['no scopes', { scopes: [] }, '/scopes'],
      ['scopes that are no list', { scopes: 'channels.read' }, '/scopes'],
      ['a scope that there is not', { scopes: ['everything'] }, '/scopes'],
      ['a scope that is for people only', { scopes: ['api_keys.manage'] }, '/scopes'],
      ['the same scope twice', { scopes: ['channels.read', 'channels.read'] }, '/scopes'],
      ['an object for a scope', { scopes: [{ toString: 'channels.read' }] }, '/scopes'],
      ['an expiry that is past', { expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
      ['an expiry beyond a year', { expiresAt: inMs(400 * DAY_MS) }, '/expiresAt'],
      ['an expiry without an offset', { expiresAt: '2030-01-01T00:00:00' }, '/expiresAt'],
      ['an expiry without a time', { expiresAt: '2030-01-01' }, '/expiresAt'],
      ['an expiry on a day that there is not', { expiresAt: '2027-02-30T00:00:00Z' }, '/expiresAt'],
      ['an expiry that is a number', { expiresAt: 1_900_000_000 }, '/expiresAt'],
      ['a property that there is not', { tenantId: UNKNOWN }, '/tenantId'],
    ])('refuse %s, and say where', async (_name, change, pointer) => {
      const answer = await owner.post<Problem>(KEYS, { name: 'x', scopes: ['channels.read'], ...change });
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: 'invalid_input' });
      expect(new Set(answer.body.errors?.map((fault) => fault.pointer))).toEqual(new Set([pointer]));
    });

    it('are for owners and admins, who proved lately who they are', async () => {
      for (const role of ['agent', 'viewer'] as const) {
        expect(await product.as(role).post(KEYS, wanted())).toMatchObject({
          status: 403,
          body: { code: 'forbidden' },
        });
        expect(await product.as(role).get(KEYS)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      }
      const admin = await product.person('admin');
      await product.database.query(
        `UPDATE session SET confirmed_at = now() - interval '16 minutes' WHERE user_id = $1`,
        [admin.userId],
      );
      const key = await make();
      const late = { status: 403, body: { code: 'confirmation_required' } };
      expect(await product.as('admin').post(KEYS, wanted())).toMatchObject(late);
      expect(await product.as('admin').post(`${KEYS}/${key.id}/rotation`, {})).toMatchObject(late);
      expect(await product.as('admin').get(KEYS)).toMatchObject({ status: 200 });
      // Ending a leak must not wait for a password.
      expect(await product.as('admin').delete(`${KEYS}/${key.id}`)).toMatchObject({ status: 204 });
    });

    it('cannot be made, seen or revoked by another key', async () => {
      const { token, id } = await make();
      const program = product.withKey(token);
      const peopleOnly = { status: 403, body: { code: 'people_only' } };
      expect(await program.get(KEYS)).toMatchObject(peopleOnly);
      expect(await program.post(KEYS, wanted())).toMatchObject(peopleOnly);
      expect(await program.post(`${KEYS}/${id}/rotation`, {})).toMatchObject(peopleOnly);
      expect(await program.delete(`${KEYS}/${id}`)).toMatchObject(peopleOnly);
    });
  });

  describe('when one is used', () => {
    it('open what their scopes say, and nothing else', async () => {
      const { token } = await make({ scopes: ['channels.read'] });
      const program = product.withKey(token);
      expect(await program.get('/api/v1/channels')).toMatchObject({ status: 200 });
      expect(await program.get('/api/v1/conversations')).toMatchObject({
        status: 403,
        body: { code: 'scope_missing', detail: 'It lacks the scope conversations.read.' },
      });
    });

    it('belong to one tenant, named or not', async () => {
      const { token } = await make({ scopes: ['channels.read'] });
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
      const { token } = await make();
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

    it('are refused with a wrong checksum before the database is asked', async () => {
      const { token } = await make();
      const before = await transactions();
      const wrong = token.slice(0, -6) + '000000';
      await product.withKey(wrong).get('/api/v1/channels');
      expect(await transactions()).toBe(before);
      await product.withKey(newApiKeyToken('live', product.tenantId)).get('/api/v1/channels');
      expect(await transactions()).toBe(before + 1);
    });

    it('say to which installation they belong when it is not this one', async () => {
      const token = newApiKeyToken('test', product.tenantId);
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({
        status: 401,
        body: { code: 'wrong_environment' },
      });
    });

    it('are not looked for in the query or in other headers', async () => {
      const { token } = await make();
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
      const { token } = await make({ scopes: ['channels.read'] });
      const both = await owner.get(KEYS, { authorization: `Bearer ${token}` });
      expect(both).toMatchObject({ status: 403, body: { code: 'people_only' } });
      const broken = await owner.get(KEYS, { authorization: 'Bearer nonsense' });
      expect(broken).toMatchObject({ status: 401, body: { code: 'invalid_api_key' } });
    });

    it('tell when and from where, at most once a minute', async () => {
      const { token, id } = await make();
      const use = () => product.withKey(token).get('/api/v1/channels', { 'x-forwarded-for': '203.0.113.7' });
      await use();
      const first = await eventually('the use was noted', async () => {
        const key = (await list()).find((one) => one.id === id);
        return key?.lastUsedAt !== null && key;
      });
      expect(first).toMatchObject({ lastUsedAddress: '203.0.113.7', version: 1 });
      await Promise.all(Array.from({ length: 5 }, use));
      await setLastUse(id, '59 seconds');
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

    it('answer all the same when the use cannot be noted', async () => {
      const { token, id } = await make({ scopes: ['channels.read'] });
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

    it('do not wait for a use that is stuck', async () => {
      const { token, id } = await make({ scopes: ['channels.read'] });
      await product.database.query('BEGIN');
      const { rejects } = { rejects: false };
      expect(rejects).toBe(false);
      await product.database.query('COMMIT');
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({ status: 200 });
      expect(id).toBeDefined();
    });
  });

  describe('when one ends', () => {
    it('open nothing from the moment they are revoked, and say so to their holder', async () => {
      const { token, id } = await make({ scopes: ['channels.read'] });
      expect(await owner.delete(`${KEYS}/${id}`)).toMatchObject({ status: 204, body: undefined });
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({
        status: 401,
        body: { code: 'api_key_revoked' },
      });
      expect((await list()).find((key) => key.id === id)).toMatchObject({ state: 'revoked', version: 2 });
    });

    it('are revoked once, however often it is asked', async () => {
      const { id } = await make();
      const answers = await Promise.all([1, 2, 3].map(() => owner.delete(`${KEYS}/${id}`)));
      expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
      expect(await deedsOn(id)).toEqual(['api_key.created', 'api_key.revoked']);
    });

    it('open nothing after their expiry', async () => {
      const { token, id } = await make({ scopes: ['channels.read'], expiresAt: inMs(DAY_MS) });
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({ status: 200 });
      await product.database.query(`UPDATE api_key SET expires_at = now() WHERE id = $1`, [id]);
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({
        status: 401,
        body: { code: 'api_key_expired' },
      });
      expect((await list()).find((key) => key.id === id)).toMatchObject({ state: 'expired' });
    });

    it('keep their end from those who only guess: the tenant is right, the secret is not', async () => {
      const { id } = await make();
      await owner.delete(`${KEYS}/${id}`);
      const guess = await product.withKey(newApiKeyToken('live', product.tenantId)).get('/api/v1/channels');
      expect(guess).toMatchObject({ status: 401, body: { code: 'invalid_api_key' } });
    });
  });

  describe('when one is rotated', () => {
    it('give a new one of the same kind, and let both work for the overlap', async () => {
      const old = await make({ name: 'CRM', scopes: ['channels.read'], expiresAt: inMs(90 * DAY_MS) });
      const { status, body } = await owner.post<ApiKey>(`${KEYS}/${old.id}/rotation`, { overlapHours: 2 });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        name: 'CRM',
        scopes: ['channels.read'],
        state: 'active',
        rotatedFrom: old.id,
        version: 1,
      });
      expect(body.token).not.toBe(old.token);
      expect(lifeMs(body) / DAY_MS).toBeCloseTo(90, 2);
      const replaced = (await list()).find(({ id }) => id === old.id);
      expect(replaced).toMatchObject({ state: 'retiring', version: 2 });
      expect((Date.parse(String(replaced?.expiresAt)) - Date.parse(body.createdAt)) / 3_600_000).toBeCloseTo(2, 5);
      for (const { token } of [old, body]) {
        expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({ status: 200 });
      }
    });

    it('overlap for a day when nothing else is said', async () => {
      for (const body of [undefined, {}]) {
        const old = await make();
        const made = await owner.post<ApiKey>(`${KEYS}/${old.id}/rotation`, body);
        expect(made.status).toBe(201);
        const replaced = (await list()).find(({ id }) => id === old.id);
        expect((Date.parse(String(replaced?.expiresAt)) - Date.parse(made.body.createdAt)) / DAY_MS).toBeCloseTo(1, 5);
      }
    });

    it('end the old one at once without an overlap', async () => {
      const old = await make();
      await owner.post(`${KEYS}/${old.id}/rotation`, { overlapHours: 0 });
      expect(await product.withKey(old.token).get('/api/v1/channels')).toMatchObject({
        status: 401,
        body: { code: 'api_key_expired' },
      });
    });

    it('never let the old one live longer than it would have', async () => {
      const old = await make({ expiresAt: inMs(3_600_000) });
      await owner.post(`${KEYS}/${old.id}/rotation`, { overlapHours: 168 });
      expect((await list()).find(({ id }) => id === old.id)?.expiresAt).toBe(old.expiresAt);
    });

    it('have one successor, however many ask at once', async () => {
      const old = await make();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => owner.post<Problem>(`${KEYS}/${old.id}/rotation`, {})),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      const others = answers.filter(({ status }) => status !== 201);
      expect(new Set(others.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
        new Set(['409 already_rotated']),
      );
      expect((await list()).filter(({ rotatedFrom }) => rotatedFrom === old.id)).toHaveLength(1);
    });

    it('refuse what no longer works', async () => {
      const revoked = await make();
      await owner.delete(`${KEYS}/${revoked.id}`);
      expect(await owner.post(`${KEYS}/${revoked.id}/rotation`, {})).toMatchObject({
        status: 409,
        body: { code: 'api_key_revoked' },
      });
      const expired = await make();
      await product.database.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [expired.id]);
      expect(await owner.post(`${KEYS}/${expired.id}/rotation`, {})).toMatchObject({
        status: 409,
        body: { code: 'api_key_expired' },
      });
    });

    it.each([-1, 169, 1.5, '24', true, [1]])('refuse an overlap of %p', async (overlapHours) => {
      const { id } = await make();
      const answer = await owner.post<Problem>(`${KEYS}/${id}/rotation`, { overlapHours });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
      expect(answer.body.errors?.[0]?.pointer).toBe('/overlapHours');
    });
  });

  describe('when one is renamed', () => {
    it('take the name, and count the change', async () => {
      const { id } = await make({ name: 'old' });
      const answer = await owner.patch<ApiKey>(`${KEYS}/${id}`, { name: ' new ' }, { 'if-match': '"1"' });
      expect(answer).toMatchObject({ status: 200, body: { name: 'new', version: 2 } });
      expect(answer.headers.get('etag')).toBe('"2"');
      expect(answer.body).not.toHaveProperty('token');
    });

    it('refuse it to those who saw another version', async () => {
      const { id } = await make({ name: 'old' });
      await owner.patch(`${KEYS}/${id}`, { name: 'new' });
      const late = await owner.patch(`${KEYS}/${id}`, { name: 'late' }, { 'if-match': '"1"' });
      expect(late).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } });
      expect((await list()).find((key) => key.id === id)?.name).toBe('new');
    });

    it.each(['', '  ', 'x'.repeat(81), null, 'a\0b'])('refuse the name %p', async (name) => {
      const { id } = await make();
      expect(await owner.patch(`${KEYS}/${id}`, { name })).toMatchObject({
        status: 400,
        body: { code: 'invalid_input' },
      });
    });
  });

  it('of another tenant are like those that do not exist', async () => {
    const { id } = await make();
    const stranger = product.as('owner', 'other');
    for (const unknown of [id, UNKNOWN, 'nonsense', '%00']) {
      const path = `${KEYS}/${unknown}`;
      const answers = await Promise.all([
        stranger.patch(path, { name: 'x' }),
        stranger.post(`${path}/rotation`, {}),
        stranger.delete(path),
      ]);
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    }
    const { body } = await stranger.get<{ data: ApiKey[] }>(KEYS);
    expect(body.data).toEqual([]);
    expect((await list()).find((key) => key.id === id)).toMatchObject({ state: 'active', version: 1 });
  });

  it('leave a record of who made, renamed, rotated and revoked them', async () => {
    const { id } = await make({ name: 'CRM' });
    await owner.patch(`${KEYS}/${id}`, { name: 'CRM 2' });
    await owner.patch(`${KEYS}/${id}`, { name: 'CRM 2' });
    await owner.post(`${KEYS}/${id}/rotation`, {});
    await owner.delete(`${KEYS}/${id}`);
    expect(await deedsOn(id)).toEqual([
      'api_key.created',
      'api_key.renamed',
      'api_key.rotated',
      'api_key.revoked',
    ]);
    const [event] = await product.database.query(
      `SELECT actor_name, target_name, before, after FROM audit_event WHERE target_id = $1 AND action = 'api_key.renamed'`,
      [id],
    );
    expect(event).toMatchObject({
      actor_name: 'owner of demo',
      target_name: 'CRM 2',
      before: { name: 'CRM' },
      after: { name: 'CRM 2' },
    });
  });

  function wanted(change: Record<string, unknown> = {}): Record<string, unknown> {
    return { name: 'a key', scopes: ['channels.read'], ...change };
  }

  async function make(change: Record<string, unknown> = {}): Promise<ApiKey> {
    const { status, body } = await owner.post<ApiKey>(KEYS, wanted(change));
    expect(status).toBe(201);
    return body;
  }

  async function list(): Promise<ApiKey[]> {
    return (await owner.get<{ data: ApiKey[] }>(KEYS)).body.data;
  }

  async function deedsOn(id: string): Promise<string[]> {
    const rows = await product.database.query<{ action: string }>(
      'SELECT action FROM audit_event WHERE target_id = $1 ORDER BY sequence',
      [id],
    );
    return rows.map(({ action }) => action);
  }

  function uses(id: string): Promise<{ at: string; recent: boolean }[]> {
    return product.database.query(
      `SELECT last_used_at::text AS at, last_used_at > now() - interval '30 seconds' AS recent
       FROM api_key WHERE id = $1`,
      [id],
    );
  }

  async function setLastUse(id: string, ago: string): Promise<void> {
    await product.database.query('UPDATE api_key SET last_used_at = now() - $2::interval WHERE id = $1', [id, ago]);
  }
});

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

const lifeMs = ({ createdAt, expiresAt }: ApiKey): number =>
  Date.parse(String(expiresAt)) - Date.parse(createdAt);

/** What a caller can tell from an answer, but for what names the request. */
function told({ status, body }: Answer): Record<string, unknown> {
  return { ...(body as Record<string, unknown>), status, requestId: '' };
}
