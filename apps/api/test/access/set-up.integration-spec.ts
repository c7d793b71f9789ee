import { NestFactory } from '@nestjs/core';
import { LostFactors, ResetLinks, SetUpLinks } from '../../src/access';
import { OperatorModule } from '../../src/composition';
import { readEnvironment } from '../../src/platform/config/configuration';
import { createLogger } from '../../src/platform/telemetry/logger';
import { Browser } from '../support/browser';
import { PASSWORD } from '../support/people';
import { Product } from '../support/product';

const OWNER = {
  name: 'Olivia Owner',
  email: 'olivia@example.com',
  password: 'a long walk by the river',
  tenantName: 'Acme Trading',
  tenantSlug: 'acme',
};
const LINK = /http:\/\/localhost:3000\/set-up#([\w-]{43})/;

describe('the set-up', () => {
  let product: Product;
  beforeEach(async () => {
    product = await Product.create();
  });
  afterEach(() => product.stop());

  const loggedTokens = () =>
    product.logLines.flatMap((line) => (line.includes('"level":"warn"') ? (LINK.exec(line)?.[1] ?? []) : []));
  const complete = (token: string | undefined, change: object = {}) =>
    Browser.at(product).post('/api/v1/set-up', { token, ...OWNER, ...change });

  /** What the operator's commands are made of. */
  async function asOperator<T>(
    work: (links: { setUp: SetUpLinks; reset: ResetLinks; factors: LostFactors }) => Promise<T>,
  ): Promise<T> {
    const environment = readEnvironment(product.environmentVariables());
    const module = OperatorModule.with(environment, createLogger('cli', 'silent'));
    const operator = await NestFactory.createApplicationContext(module, {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work({
        setUp: operator.get(SetUpLinks),
        reset: operator.get(ResetLinks),
        factors: operator.get(LostFactors),
      });
    } finally {
      await operator.close();
    }
  }

  const tokenIn = (link: string | null | undefined) => new URL(link ?? '').hash.slice(1);

  it('is asked for by a link in the log, once, however many processes start', async () => {
    await Promise.all([product.startApi(), product.startApi()]);
    await product.startApi();
    const tokens = loggedTokens();
    expect(tokens).toHaveLength(1);
    expect((await product.anonymous.get('/api/v1/set-up')).body).toEqual({
      required: true,
      suggestedTenant: { name: 'demo', slug: 'demo' },
    });
    const [row] = await product.database.query<{ kept: string }>(
      'SELECT set_up_token::text AS kept FROM set_up_token',
    );
    expect(row?.kept).not.toContain(tokens[0]);
  });

  it('makes the first account, its owner and operator, and gives them the tenant that nobody had', async () => {
    await product.startApi();
    const [token] = loggedTokens();
    const browser = Browser.at(product);
    const answer = await browser.post('/api/v1/set-up', { token, ...OWNER });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        name: 'Olivia Owner',
        email: 'olivia@example.com',
        isOperator: true,
        tenants: [{ slug: 'acme', name: 'Acme Trading', role: 'owner' }],
      },
    });
    const tenants = await product.database.query('SELECT id, slug FROM tenant');
    expect(tenants).toEqual([{ id: product.tenantId, slug: 'acme' }]);
    expect((await browser.get('/api/v1/channels', { 'parley-tenant': 'acme' })).body).toMatchObject({
      data: [{ name: 'Support' }],
    });
    expect((await product.anonymous.get('/api/v1/set-up')).body).toEqual({
      required: false,
      suggestedTenant: null,
    });
    expect(await complete(token)).toMatchObject({ status: 409, body: { code: 'set_up_done' } });
    await Browser.at(product).signedInAs(OWNER.email, OWNER.password);
  });

  it('is completed by exactly one of ten who try at once', async () => {
    await product.startApi();
    const [token] = loggedTokens();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        complete(token, { email: `racer-${index}@example.com`, tenantSlug: `racer-${index}` }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    for (const table of ['app_user', 'membership', 'session', 'tenant']) {
      const [row] = await product.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      expect({ table, rows: row?.n }).toEqual({ table, rows: 1 });
    }
  });

  it('is refused to who has no token, and says which field is not right', async () => {
    await product.startApi();
    const [token] = loggedTokens();
    for (const wrong of ['A'.repeat(43), 'x', `${token}A`]) {
      expect(await complete(wrong)).toMatchObject({ status: 403, body: { code: 'invalid_set_up_token' } });
    }
    expect(await complete(token, { password: 'acme trading' })).toMatchObject({
      status: 422,
      body: { code: 'password_too_weak', errors: [{ pointer: '/password' }] },
    });
    const fields: [string, unknown][] = [
      ['token', undefined],
      ['token', ['x']],
      ['name', ' '],
      ['name', 'a\u0000b'],
      ['name', 'x'.repeat(81)],
      ['email', 'olivia'],
      ['email', { a: 1 }],
      ['password', 'short'],
      ['tenantName', ''],
      ['tenantSlug', 'Not A Slug'],
      ['tenantSlug', 'api'],
      ['tenantSlug', 'x'.repeat(41)],
    ];
    for (const [field, value] of fields) {
      const { status, body } = await complete(token, { [field]: value });
      const faults = (body as { errors?: { pointer: string }[] }).errors ?? [];
      expect({ field, status }).toEqual({ field, status: 400 });
      expect(new Set(faults.map(({ pointer }) => pointer))).toEqual(new Set([`/${field}`]));
    }
    expect((await complete(token)).status).toBe(201);
  });

  it('goes on after a link was replaced by the command, which says when it is done', async () => {
    await product.startApi();
    const [logged] = loggedTokens();
    const [older, newer] = await asOperator(async ({ setUp }) => [
      await setUp.makeAnew(),
      await setUp.makeAnew(),
    ]);
    expect(newer).toMatch(LINK);
    for (const dead of [logged, tokenIn(older)]) {
      expect(await complete(dead)).toMatchObject({ status: 403 });
    }
    expect((await complete(tokenIn(newer))).status).toBe(201);
    expect(await asOperator(({ setUp }) => setUp.makeAnew())).toBeNull();
  });

  it('says nothing in the log of an installation that has people', async () => {
    await product.person('owner');
    await product.startApi();
    expect(loggedTokens()).toEqual([]);
    expect(await product.database.query('SELECT 1 FROM set_up_token')).toEqual([]);
    expect(await complete('A'.repeat(43))).toMatchObject({ status: 409, body: { code: 'set_up_done' } });
  });

  it('makes a tenant where there is none, and refuses the slug of another', async () => {
    await product.addTenant('taken', '106540352242999');
    await product.startApi();
    const [token] = loggedTokens();
    expect(await complete(token, { tenantSlug: 'taken' })).toMatchObject({
      status: 409,
      body: { code: 'slug_taken' },
    });
    expect((await complete(token)).status).toBe(201);
  });

  it('lets who runs the server turn off the second factor of whoever lost it', async () => {
    const { email } = await product.person('viewer');
    await product.startApi();
    await product.database.query(
      `UPDATE app_user SET totp_secret = 'sealed', totp_confirmed_at = now() WHERE email = $1`,
      [email],
    );
    const signIn = () => product.anonymous.post('/api/v1/session', { email, password: PASSWORD });
    expect(await signIn()).toMatchObject({ status: 401, body: { code: 'second_factor_required' } });
    expect(await asOperator(({ factors }) => factors.turnOff('nobody@example.com'))).toBe('nobody');
    expect(await asOperator(({ factors }) => factors.turnOff(email))).toBe('turned_off');
    expect(await asOperator(({ factors }) => factors.turnOff(email))).toBe('was_off');
    expect((await signIn()).status).toBe(200);
  });

  it('lets who runs the server set the password of whoever is locked out', async () => {
    const { email } = await product.person('agent');
    await product.startApi();
    expect(await asOperator(({ reset }) => reset.make('nobody@example.com'))).toBeNull();
    const made = await asOperator(({ reset }) => reset.make(` ${email.toUpperCase()}`.trim()));
    expect(made).toMatchObject({ email, minutes: 30 });
    expect(made?.link).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{43}$/);
    const use = (password: string) =>
      product.anonymous.post('/api/v1/password-resets/completion', { token: tokenIn(made?.link), password });
    expect((await use('seven blue kettles on a raft')).status).toBe(204);
    expect(await use(PASSWORD)).toMatchObject({ status: 403, body: { code: 'invalid_reset_token' } });
    await Browser.at(product).signedInAs(email, 'seven blue kettles on a raft');
  });
});
