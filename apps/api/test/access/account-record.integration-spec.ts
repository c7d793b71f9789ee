import { Secret, TOTP } from 'otpauth';
import { Browser } from '../support/browser';
import { PASSWORD } from '../support/people';
import { Product } from '../support/product';

const NEW_PASSWORD = 'seven blue kettles on a raft';

interface Event {
  readonly action: string;
  readonly actor: { kind: string; id: string | null; name: string };
  readonly target: { kind: string; id: string };
  readonly address: string | null;
}

describe('what happens to an account', () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352242999');
    await product.addTenant('third', '106540352242998');
    await product.startApi();
  });
  afterAll(() => product.stop());

  const eventsIn = async (tenant: string, userId: string): Promise<Event[]> => {
    const { body } = await product
      .as('owner', tenant)
      .get<{ data: Event[] }>('/api/v1/audit-events?limit=100');
    return body.data.filter(({ target }) => target.id === userId).reverse();
  };

  it('is in the record of every tenant that the person is a member of, and of no other', async () => {
    const { email, userId, name } = await product.person('agent');
    await product.database.query(
      `INSERT INTO membership (tenant_id, id, user_id, role)
       SELECT id, gen_random_uuid(), $1, 'viewer' FROM tenant WHERE slug = 'other'`,
      [userId],
    );
    const from = { 'x-forwarded-for': '198.51.100.7', 'user-agent': 'Agent/1' };
    const browser = Browser.at(product);
    const signIn = (proof: object) => browser.post('/api/v1/session', { email, ...proof }, from);
    await signIn({ password: 'wrong' });
    await signIn({ password: PASSWORD });
    const { body } = await browser.post<{ secret: string }>('/api/v1/me/two-factor');
    const code = new TOTP({ secret: Secret.fromBase32(body.secret) }).generate();
    const { body: given } = await browser.post<{ recoveryCodes: string[] }>(
      '/api/v1/me/two-factor/activation',
      {
        code,
      },
    );
    await signIn({ password: PASSWORD, code });
    await browser.put('/api/v1/me/password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
    await browser.post('/api/v1/session/confirmation', {
      password: NEW_PASSWORD,
      code: given.recoveryCodes[0],
    });
    await browser.delete('/api/v1/me/two-factor');
    await browser.patch('/api/v1/me', { name: 'Ada Agent' });
    await browser.delete('/api/v1/session');

    const [here, there] = [await eventsIn('demo', userId), await eventsIn('other', userId)];
    const actions = [
      'account.signed_in',
      'account.two_factor_turned_on',
      'account.second_factor_failed',
      'account.password_changed',
      'account.two_factor_turned_off',
      'account.renamed',
      'account.signed_out',
    ];
    expect(here.map(({ action }) => action)).toEqual(actions);
    expect(there.map(({ action }) => action)).toEqual(actions);
    expect(await eventsIn('third', userId)).toEqual([]);
    expect(here[0]).toMatchObject({
      actor: { kind: 'user', id: userId, name },
      target: { kind: 'account', id: userId },
      address: '198.51.100.7',
      userAgent: 'Agent/1',
    });
    for (const tenant of ['demo', 'other']) {
      const verified = await product.as('owner', tenant).get('/api/v1/audit-events/verification');
      expect(verified.body).toMatchObject({ intact: true });
    }
  });

  it('is recorded without a loss when people of many tenants come and go at once', async () => {
    const people = await Promise.all(
      (['owner', 'admin', 'viewer'] as const).map((role) => product.person(role)),
    );
    await product.database.query(
      `INSERT INTO membership (tenant_id, id, user_id, role)
       SELECT tenant.id, gen_random_uuid(), person, 'viewer' FROM tenant, unnest($1::uuid[]) person
       ON CONFLICT DO NOTHING`,
      [people.map(({ userId }) => userId)],
    );
    await Promise.all(
      people.map(async ({ email }) => {
        for (let round = 0; round < 5; round++) {
          const browser = await Browser.at(product).signedInAs(email, PASSWORD);
          expect((await browser.delete('/api/v1/session')).status).toBe(204);
        }
      }),
    );
    for (const tenant of ['demo', 'other', 'third']) {
      for (const { userId } of people) {
        const actions = (await eventsIn(tenant, userId)).map(({ action }) => action);
        expect(actions).toEqual(
          Array.from({ length: 5 }, () => ['account.signed_in', 'account.signed_out']).flat(),
        );
      }
      const verified = await product.as('owner', tenant).get('/api/v1/audit-events/verification');
      expect(verified.body).toMatchObject({ intact: true });
    }
  });
});
