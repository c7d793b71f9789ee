import { newApiKeyToken } from '../../src/access/api-keys/api-key-token';
import { ApiKey, ApiKeys } from '../support/api-keys';
import { Product } from '../support/product';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Problem {
  readonly code: string;
  readonly errors?: { readonly pointer: string }[];
}

describe('API keys, at their end', () => {
  let product: Product;
  let keys: ApiKeys;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    keys = new ApiKeys(product);
  });
  afterAll(() => product.stop());

  describe('when one ends', () => {
    it('open nothing from the moment they are revoked, and say so to their holder', async () => {
      const { token, id } = await keys.make({ scopes: ['channels.read'] });
      expect(await keys.revoke(id)).toMatchObject({ status: 204, body: undefined });
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({
        status: 401,
        body: { code: 'api_key_revoked' },
      });
      expect(await keys.find(id)).toMatchObject({ state: 'revoked', version: 2 });
    });

    it('are revoked once, however often it is asked', async () => {
      const { id } = await keys.make();
      const answers = await Promise.all([1, 2, 3].map(() => keys.revoke(id)));
      expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
      expect(await keys.deedsOn(id)).toEqual(['api_key.created', 'api_key.revoked']);
    });

    it('open nothing after their expiry', async () => {
      const { token, id } = await keys.make({ scopes: ['channels.read'], expiresAt: inMs(DAY_MS) });
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({ status: 200 });
      await keys.expireNow(id);
      expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({
        status: 401,
        body: { code: 'api_key_expired' },
      });
      expect(await keys.find(id)).toMatchObject({ state: 'expired' });
    });

    it('keep their end from those who only guess: the tenant is right, the secret is not', async () => {
      const { id } = await keys.make();
      await keys.revoke(id);
      const guess = await product.withKey(newApiKeyToken('live', product.tenantId)).get('/api/v1/channels');
      expect(guess).toMatchObject({ status: 401, body: { code: 'invalid_api_key' } });
    });
  });

  describe('when one is rotated', () => {
    it('give a new one of the same kind, and let both work for the overlap', async () => {
      const old = await keys.make({ name: 'CRM', scopes: ['channels.read'], expiresAt: inMs(90 * DAY_MS) });
      const { status, body } = await keys.rotate(old.id, { overlapHours: 2 });
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
      const replaced = await keys.find(old.id);
      expect(replaced).toMatchObject({ state: 'retiring', version: 2 });
      expect((Date.parse(String(replaced?.expiresAt)) - Date.parse(body.createdAt)) / HOUR_MS).toBeCloseTo(
        2,
        5,
      );
      for (const { token } of [old, body]) {
        expect(await product.withKey(token).get('/api/v1/channels')).toMatchObject({ status: 200 });
      }
    });

    it('overlap for a day when nothing else is said', async () => {
      for (const body of [undefined, {}]) {
        const old = await keys.make();
        const made = await keys.rotate(old.id, body);
        expect(made.status).toBe(201);
        const replaced = await keys.find(old.id);
        expect(
          (Date.parse(String(replaced?.expiresAt)) - Date.parse(made.body.createdAt)) / DAY_MS,
        ).toBeCloseTo(1, 5);
      }
    });

    it('end the old one at once without an overlap', async () => {
      const old = await keys.make();
      await keys.rotate(old.id, { overlapHours: 0 });
      expect(await product.withKey(old.token).get('/api/v1/channels')).toMatchObject({
        status: 401,
        body: { code: 'api_key_expired' },
      });
    });

    it('never let the old one live longer than it would have', async () => {
      const old = await keys.make({ expiresAt: inMs(HOUR_MS) });
      await keys.rotate(old.id, { overlapHours: 168 });
      expect((await keys.find(old.id)).expiresAt).toBe(old.expiresAt);
    });

    it('have one successor, however many ask at once', async () => {
      const old = await keys.make();
      const answers = await Promise.all(Array.from({ length: 10 }, () => keys.rotate<Problem>(old.id, {})));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      const others = answers.filter(({ status }) => status !== 201);
      expect(new Set(others.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
        new Set(['409 already_rotated']),
      );
      expect((await keys.list()).filter(({ rotatedFrom }) => rotatedFrom === old.id)).toHaveLength(1);
    });

    it('refuse what no longer works', async () => {
      const revoked = await keys.make();
      await keys.revoke(revoked.id);
      expect(await keys.rotate(revoked.id, {})).toMatchObject({
        status: 409,
        body: { code: 'api_key_revoked' },
      });
      const expired = await keys.make();
      await keys.expireNow(expired.id);
      expect(await keys.rotate(expired.id, {})).toMatchObject({
        status: 409,
        body: { code: 'api_key_expired' },
      });
    });

    it.each([-1, 169, 1.5, '24', true, [1]])('refuse an overlap of %p', async (overlapHours) => {
      const { id } = await keys.make();
      const answer = await keys.rotate<Problem>(id, { overlapHours });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
      expect(answer.body.errors?.[0]?.pointer).toBe('/overlapHours');
    });
  });
});

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

const lifeMs = ({ createdAt, expiresAt }: ApiKey): number =>
  Date.parse(String(expiresAt)) - Date.parse(createdAt);
