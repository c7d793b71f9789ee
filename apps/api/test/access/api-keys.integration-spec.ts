import { Client } from '../support/client';
import { ApiKey, ApiKeys, KEYS } from '../support/api-keys';
import { Product } from '../support/product';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const DAY_MS = 86_400_000;
const WANTED = { name: 'a key', scopes: ['channels.read'] };

interface Problem {
  readonly code: string;
  readonly errors?: { readonly pointer: string }[];
}

describe('API keys', () => {
  let product: Product;
  let keys: ApiKeys;
  let owner: Client;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    keys = new ApiKeys(product);
    owner = keys.owner;
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
      expect(await keys.find(body.id)).toEqual(listed);
      expect(JSON.stringify(await keys.list())).not.toContain(token);
    });

    it('keep nothing of it in the database or in the logs', async () => {
      const { token } = await keys.make();
      const secret = token.slice('parley_live_'.length);
      const rows = await product.database.query<{ row: string }>('SELECT api_key::text AS row FROM api_key');
      expect(rows.map(({ row }) => row).join()).not.toContain(secret);
      const events = await product.database.query<{ row: string }>(
        'SELECT audit_event::text AS row FROM audit_event',
      );
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
      [
        'an expiry beyond a year',
        { expiresAt: new Date(Date.now() + 400 * DAY_MS).toISOString() },
        '/expiresAt',
      ],
      ['an expiry without an offset', { expiresAt: '2030-01-01T00:00:00' }, '/expiresAt'],
      ['an expiry without a time', { expiresAt: '2030-01-01' }, '/expiresAt'],
      ['an expiry on a day that there is not', { expiresAt: '2027-02-30T00:00:00Z' }, '/expiresAt'],
      ['an expiry that is a number', { expiresAt: 1_900_000_000 }, '/expiresAt'],
      ['a property that there is not', { tenantId: UNKNOWN }, '/tenantId'],
    ])('refuse %s, and say where', async (_name, change, pointer) => {
      const answer = await owner.post<Problem>(KEYS, { name: 'x', scopes: ['channels.read'], ...change });
      expect({ status: answer.status, code: answer.body.code }).toEqual({
        status: 400,
        code: 'invalid_input',
      });
      expect(new Set(answer.body.errors?.map((fault) => fault.pointer))).toEqual(new Set([pointer]));
    });

    it('are for owners and admins, who proved lately who they are', async () => {
      for (const role of ['agent', 'viewer'] as const) {
        expect(await product.as(role).post(KEYS, WANTED)).toMatchObject({
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
      const key = await keys.make();
      const late = { status: 403, body: { code: 'confirmation_required' } };
      expect(await product.as('admin').post(KEYS, WANTED)).toMatchObject(late);
      expect(await product.as('admin').post(`${KEYS}/${key.id}/rotation`, {})).toMatchObject(late);
      expect(await product.as('admin').get(KEYS)).toMatchObject({ status: 200 });
      // Ending a leak must not wait for a password.
      expect(await product.as('admin').delete(`${KEYS}/${key.id}`)).toMatchObject({ status: 204 });
    });

    it('cannot be made, seen or revoked by another key', async () => {
      const { token, id } = await keys.make();
      const program = product.withKey(token);
      const peopleOnly = { status: 403, body: { code: 'people_only' } };
      expect(await program.get(KEYS)).toMatchObject(peopleOnly);
      expect(await program.post(KEYS, WANTED)).toMatchObject(peopleOnly);
      expect(await program.post(`${KEYS}/${id}/rotation`, {})).toMatchObject(peopleOnly);
      expect(await program.delete(`${KEYS}/${id}`)).toMatchObject(peopleOnly);
    });
  });

  describe('when one is renamed', () => {
    it('take the name, and count the change', async () => {
      const { id } = await keys.make({ name: 'old' });
      const answer = await owner.patch<ApiKey>(`${KEYS}/${id}`, { name: ' new ' }, { 'if-match': '"1"' });
      expect(answer).toMatchObject({ status: 200, body: { name: 'new', version: 2 } });
      expect(answer.headers.get('etag')).toBe('"2"');
      expect(answer.body).not.toHaveProperty('token');
    });

    it('refuse it to those who saw another version', async () => {
      const { id } = await keys.make({ name: 'old' });
      await owner.patch(`${KEYS}/${id}`, { name: 'new' });
      const late = await owner.patch(`${KEYS}/${id}`, { name: 'late' }, { 'if-match': '"1"' });
      expect(late).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } });
      expect((await keys.find(id)).name).toBe('new');
    });

    it.each(['', '  ', 'x'.repeat(81), null, 'a\0b'])('refuse the name %p', async (name) => {
      const { id } = await keys.make();
      expect(await owner.patch(`${KEYS}/${id}`, { name })).toMatchObject({
        status: 400,
        body: { code: 'invalid_input' },
      });
    });
  });

  it('of another tenant are like those that do not exist', async () => {
    const { id } = await keys.make();
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
    expect(await keys.find(id)).toMatchObject({ state: 'active', version: 1 });
  });

  it('leave a record of who made, renamed, rotated and revoked them', async () => {
    const { id } = await keys.make({ name: 'CRM' });
    await owner.patch(`${KEYS}/${id}`, { name: 'CRM 2' });
    await owner.patch(`${KEYS}/${id}`, { name: 'CRM 2' });
    await keys.rotate(id, {});
    await keys.revoke(id);
    expect(await keys.deedsOn(id)).toEqual([
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
});
