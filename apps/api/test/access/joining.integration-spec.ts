import { Browser } from '../support/browser';
import { newPerson, PASSWORD } from '../support/people';
import { Product } from '../support/product';

const NEWCOMER = { name: 'Nora Newcomer', password: 'seven blue kettles on a raft' };

describe('joining a tenant', () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352242999');
    await product.startApi();
  });
  afterAll(() => product.stop());

  async function invite(email: string, role = 'agent', tenant = 'demo') {
    const { status, body } = await product
      .as('owner', tenant)
      .post<{ id: string; link: string }>('/api/v1/invitations', { email, role });
    expect(status).toBe(201);
    return { id: body.id, token: new URL(body.link).hash.slice(1) };
  }

  const preview = (token: string) => product.anonymous.post('/api/v1/invitations/preview', { token });
  const accept = (browser: Browser, token: string, answer: object = {}) =>
    browser.post('/api/v1/invitations/acceptance', { token, ...answer });

  it('shows who invites one, to what and as what, before one signs up', async () => {
    const { token } = await invite('preview@example.com', 'viewer');
    expect(await preview(token)).toMatchObject({
      status: 200,
      body: {
        tenantName: 'demo',
        invitedByName: 'owner of demo',
        email: 'preview@example.com',
        role: 'viewer',
        hasAccount: false,
      },
    });
    expect(await preview('A'.repeat(64))).toMatchObject({
      status: 404,
      body: { code: 'invitation_not_found' },
    });
    expect(await preview('x')).toMatchObject({ status: 404, body: { code: 'invitation_not_found' } });
  });

  it('makes an account for who has none, signs them in and makes them a member', async () => {
    const { token } = await invite('nora@example.com');
    const browser = Browser.at(product);
    expect(await accept(browser, token)).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', errors: [{ pointer: '/name' }, { pointer: '/password' }] },
    });
    expect(await accept(browser, token, { ...NEWCOMER, password: 'nora newcomer' })).toMatchObject({
      status: 422,
      body: { code: 'password_too_weak', errors: [{ pointer: '/password' }] },
    });
    expect(await accept(browser, token, NEWCOMER)).toMatchObject({
      status: 200,
      body: { tenant: { slug: 'demo', name: 'demo' } },
    });
    expect((await browser.get('/api/v1/me')).body).toMatchObject({
      name: 'Nora Newcomer',
      email: 'nora@example.com',
      isOperator: false,
      tenants: [{ slug: 'demo', role: 'agent' }],
    });
    expect(await accept(Browser.at(product), token, NEWCOMER)).toMatchObject({
      status: 410,
      body: { code: 'invitation_used' },
    });
  });

  it('makes one account when the link is used twice at once', async () => {
    const { token } = await invite('twice@example.com');
    const answers = await Promise.all(
      [1, 2, 3].map((index) => accept(Browser.at(product), token, { ...NEWCOMER, name: `Nora ${index}` })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 401, 410]).toContain(status);
    const [row] = await product.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM membership JOIN app_user ON app_user.id = user_id
       WHERE email = 'twice@example.com'`,
    );
    expect(row?.n).toBe(1);
  });

  it('asks who has an account to sign in as that person, and takes no other', async () => {
    const guest = await newPerson(product.database, { name: 'Gil Guest' });
    const { token } = await invite(guest.email.toUpperCase(), 'admin', 'other');
    expect((await preview(token)).body).toMatchObject({ hasAccount: true });
    const stranger = Browser.at(product);
    expect(await accept(stranger, token, NEWCOMER)).toMatchObject({
      status: 401,
      body: { code: 'sign_in_required' },
    });
    await stranger.signedInAs((await product.person('agent')).email, PASSWORD);
    expect(await accept(stranger, token, NEWCOMER)).toMatchObject({
      status: 403,
      body: { code: 'other_account' },
    });
    const browser = await Browser.at(product).signedInAs(guest.email, PASSWORD);
    const before = browser.token;
    expect(await accept(browser, token)).toMatchObject({ status: 200, body: { tenant: { slug: 'other' } } });
    expect(browser.token).not.toBe(before);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({
      tenants: [{ slug: 'other', role: 'admin' }],
    });
    await Browser.at(product).signedInAs(guest.email, PASSWORD);
  });

  it('leaves whoever is refused signed in as before', async () => {
    const guest = await newPerson(product.database, { name: 'Mia Member' });
    const { token } = await invite(guest.email, 'agent', 'other');
    await product.database.query(
      `INSERT INTO membership (tenant_id, id, user_id, role)
       SELECT tenant.id, gen_random_uuid(), app_user.id, 'viewer' FROM tenant, app_user WHERE slug = 'other' AND email = $1`,
      [guest.email],
    );
    const browser = await Browser.at(product).signedInAs(guest.email, PASSWORD);
    const before = browser.token;
    expect(await accept(browser, token)).toMatchObject({ status: 409, body: { code: 'already_member' } });
    expect(browser.token).toBe(before);
    expect((await browser.get('/api/v1/me')).status).toBe(200);
  });

  it('gives an inviting admin no way into the account of whom they invite', async () => {
    const victim = await product.person('owner', 'other');
    const { token } = await invite(victim.email, 'viewer');
    const admin = Browser.at(product);
    expect(await accept(admin, token, { name: 'Taken', password: NEWCOMER.password })).toMatchObject({
      status: 401,
    });
    expect(admin.token).toBeUndefined();
    await Browser.at(product).signedInAs(victim.email, PASSWORD);
  });

  it('is over when the invitation is taken back or has run out, and leaves no account behind', async () => {
    const [revoked, late] = [await invite('revoked@example.com'), await invite('late@example.com')];
    expect((await product.as('owner').delete(`/api/v1/invitations/${revoked.id}`)).status).toBe(204);
    await product.database.query(
      `UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [late.id],
    );
    expect(await accept(Browser.at(product), revoked.token, NEWCOMER)).toMatchObject({
      status: 410,
      body: { code: 'invitation_revoked' },
    });
    expect(await accept(Browser.at(product), late.token, NEWCOMER)).toMatchObject({
      status: 410,
      body: { code: 'invitation_expired' },
    });
    const left = await product.database.query(
      `SELECT email FROM app_user WHERE email IN ('revoked@example.com', 'late@example.com')`,
    );
    expect(left).toEqual([]);
  });
});
