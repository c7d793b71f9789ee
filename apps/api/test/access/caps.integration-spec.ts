import { newId } from '../../src/kernel/ids';
import { ApiKeys, KEYS } from '../support/api-keys';
import { Browser } from '../support/browser';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { newPerson, PASSWORD } from '../support/people';
import { Product } from '../support/product';
import { SseClient } from '../support/sse-client';

const EVENTS = '/api/v1/events?tenant=demo';
const INVITATIONS = '/api/v1/invitations';

describe('nobody has so much that nothing is left for others', () => {
  let product: Product;
  let keys: ApiKeys;
  let count = 0;
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    keys = new ApiKeys(product);
  });
  afterAll(() => product.stop());

  const invite = () =>
    product.as('owner').post<{ id: string }>(INVITATIONS, {
      email: `guest.${++count}@example.com`,
      role: 'viewer',
    });

  describe('event streams', () => {
    const openTwenty = (listener: Client) =>
      Promise.all(Array.from({ length: 20 }, () => SseClient.open(listener, EVENTS)));
    const tooMany = { status: 429, body: { code: 'too_many_streams' } };

    it('are twenty at most for one person, in whatever tabs, and one that is closed makes room', async () => {
      const [listener, other] = [product.as('agent'), product.as('viewer')];
      const streams = await openTwenty(listener);
      const refused = await listener.get(EVENTS);
      expect(refused).toMatchObject(tooMany);
      expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const theirs = await SseClient.open(other, EVENTS);
      expect(theirs.response.status).toBe(200);
      await theirs.close();
      await streams.pop()?.close();
      streams.push(
        await eventually('there is room again', async () => {
          const stream = await SseClient.open(listener, EVENTS);
          return stream.response.status === 200 ? stream : undefined;
        }),
      );
      expect((await listener.get(EVENTS)).status).toBe(429);
      await Promise.all(streams.map((stream) => stream.close()));
    });

    it('are twenty at most for one API key', async () => {
      const { token } = await keys.make({ scopes: ['conversations.read'] });
      const streams = await openTwenty(product.withKey(token));
      expect(await product.withKey(token).get('/api/v1/events')).toMatchObject(tooMany);
      await Promise.all(streams.map((stream) => stream.close()));
    });

    it('are not held by requests that take no stream', async () => {
      const listener = product.as('admin');
      for (let round = 0; round < 25; round++) {
        expect((await listener.fetch(EVENTS, { method: 'HEAD' })).status).not.toBe(429);
      }
      const stream = await SseClient.open(listener, EVENTS);
      expect(stream.response.status).toBe(200);
      await stream.close();
    });
  });

  it('a person has fifty sessions at most: the one that was longest unseen ends', async () => {
    const { email, userId } = await newPerson(product.database, { name: 'Much Travelled' });
    await product.database.query(
      `INSERT INTO session (id, user_id, token_hash, expires_at, last_seen_at)
       SELECT gen_random_uuid(), $1, sha256(n::text::bytea), now() + interval '1 day', now() - n * interval '1 minute'
       FROM generate_series(1, 60) n`,
      [userId],
    );
    const browser = await Browser.at(product).signedInAs(email, PASSWORD);
    const { body } = await browser.get<{ data: { isCurrent: boolean; lastSeenAt: string }[] }>(
      '/api/v1/sessions',
    );
    expect(body.data).toHaveLength(50);
    expect(body.data.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    const oldest = Math.min(...body.data.map(({ lastSeenAt }) => Date.parse(lastSeenAt)));
    expect(Date.now() - oldest).toBeLessThan(50 * 60_000);
  });

  describe('API keys', () => {
    const addRows = (howMany: number) =>
      product.database.query(
        `INSERT INTO api_key (tenant_id, id, name, prefix, last_four, token_hash, scopes, created_by_name)
         SELECT $1, gen_random_uuid(), 'bulk', 'parley_live_', 'xxxx', sha256(('bulk' || n)::bytea), '{channels.read}', 'x'
         FROM generate_series(1, $2::int) n`,
        [product.tenantId, howMany],
      );
    beforeEach(() => product.database.query('DELETE FROM api_key'));

    it('are a hundred working ones at most, also when many are made at once', async () => {
      const first = await keys.make();
      await addRows(96);
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => keys.owner.post(KEYS, { name: 'k', scopes: ['channels.read'] })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)).toMatchObject({
        body: { code: 'too_many_api_keys' },
      });
      // A key that leaked can be rotated all the same.
      expect((await keys.rotate(first.id, { overlapHours: 0 })).status).toBe(201);
      const [one] = await keys.list();
      await keys.revoke(String(one?.id));
      expect((await keys.owner.post(KEYS, { name: 'k', scopes: ['channels.read'] })).status).toBe(201);
    });

    it('cannot be multiplied by rotating one again and again', async () => {
      let { id } = await keys.make();
      await addRows(198);
      const next = await keys.rotate(id);
      expect(next.status).toBe(201);
      ({ id } = next.body);
      expect(await keys.rotate(id)).toMatchObject({ status: 409, body: { code: 'too_many_api_keys' } });
      expect((await keys.rotate(id, { overlapHours: 0 })).status).toBe(201);
    });
  });

  describe('invitations', () => {
    const addRows = (howMany: number, createdAt: string) =>
      product.database.query(
        `INSERT INTO invitation (tenant_id, id, email, role, token_hash, invited_by, invited_by_name, created_at, expires_at)
         SELECT $1, gen_random_uuid(), 'bulk.' || n || '@example.com', 'viewer', sha256(('bulk' || n)::bytea), $4, 'x',
           $3::timestamptz, now() + interval '1 day' FROM generate_series(1, $2::int) n`,
        [product.tenantId, howMany, createdAt, newId()],
      );
    beforeEach(() => product.database.query('DELETE FROM invitation'));

    it('are five hundred waiting ones at most, also when many are made at once', async () => {
      await addRows(498, '2026-01-01');
      const answers = await Promise.all([1, 2, 3, 4].map(invite));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
      expect(answers.find(({ status }) => status === 409)).toMatchObject({
        body: { code: 'too_many_invitations' },
      });
    });

    it("fill nobody else's mailbox: one address gets five links a day", async () => {
      const email = 'victim@example.com';
      const ask = () => product.as('owner').post<{ id: string }>(INVITATIONS, { email, role: 'viewer' });
      const { body } = await ask();
      const renew = (id: string) => product.as('owner').post(`${INVITATIONS}/${id}/link`);
      expect((await renew(body.id)).status).toBe(201);
      expect((await renew(body.id)).status).toBe(201);
      expect((await product.as('owner').delete(`${INVITATIONS}/${body.id}`)).status).toBe(204);
      const again = await ask();
      expect(again.status).toBe(201);
      expect((await renew(again.body.id)).status).toBe(201);
      const refused = await renew(again.body.id);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_invitations' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      await product.as('owner').delete(`${INVITATIONS}/${again.body.id}`);
      expect(
        await product.as('owner').post(INVITATIONS, { email: 'VICTIM@example.com', role: 'agent' }),
      ).toMatchObject({
        status: 429,
      });
      expect((await invite()).status).toBe(201);
    });
  });
});
