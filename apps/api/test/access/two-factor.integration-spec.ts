import { Secret, TOTP } from 'otpauth';
import { Browser } from '../support/browser';
import { PASSWORD } from '../support/people';
import { Product } from '../support/product';

const STEP_MS = 30_000;

describe('the second factor', () => {
  let product: Product;
  let lastAddress = 0;
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());
  beforeEach(() => product.database.query('DELETE FROM throttle'));

  const from = () => ({ 'x-forwarded-for': `198.51.100.${++lastAddress}` });
  const codeOf = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP_MS });
  const signIn = (email: string, code?: string, password = PASSWORD) =>
    Browser.at(product).post(
      '/api/v1/session',
      { email, password, ...(code !== undefined && { code }) },
      from(),
    );
  /** As if the steps that were used were long past. */
  const letTimePass = () =>
    product.database.query('UPDATE app_user SET totp_last_step = totp_last_step - 10');

  async function withSecondFactor(role: 'owner' | 'admin' | 'agent' | 'viewer') {
    const { email } = await product.person(role);
    await product.database.query(
      'UPDATE app_user SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL WHERE email = $1',
      [email],
    );
    const browser = await Browser.at(product).signedInAs(email, PASSWORD);
    const begun = await browser.post<{ secret: string; uri: string }>('/api/v1/me/two-factor');
    const { secret } = begun.body;
    const usedCode = codeOf(secret);
    const { status, body } = await browser.post<{ recoveryCodes: string[] }>(
      '/api/v1/me/two-factor/activation',
      {
        code: usedCode,
      },
    );
    expect(status).toBe(200);
    return { email, browser, secret, usedCode, recoveryCodes: body.recoveryCodes };
  }

  it('is on once its first code was entered, and not before', async () => {
    const { email } = await product.person('viewer');
    const browser = await Browser.at(product).signedInAs(email, PASSWORD);
    const begun = await browser.post<{ secret: string; uri: string }>('/api/v1/me/two-factor');
    expect(begun).toMatchObject({ status: 201 });
    expect(begun.body.uri).toContain(`secret=${begun.body.secret}`);
    expect((await signIn(email)).status).toBe(200);

    const wrong = await browser.post('/api/v1/me/two-factor/activation', { code: '000000' });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'invalid_code' } });
    const before = browser.token;
    const right = await browser.post<{ recoveryCodes: string[] }>('/api/v1/me/two-factor/activation', {
      code: codeOf(begun.body.secret),
    });
    expect(right.status).toBe(200);
    expect(right.body.recoveryCodes).toHaveLength(10);
    expect(browser.token).not.toBe(before);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ twoFactor: true, recoveryCodesLeft: 10 });
    expect(await signIn(email)).toMatchObject({ status: 401, body: { code: 'second_factor_required' } });
    expect(await browser.post('/api/v1/me/two-factor')).toMatchObject({ status: 409 });
  });

  it('asks for a code only after the right password, so that nobody learns who has one', async () => {
    const { email } = await withSecondFactor('viewer');
    expect(await signIn(email, '000000', 'a wrong password')).toMatchObject({
      status: 401,
      body: { code: 'invalid_credentials' },
    });
    expect(await signIn(email, undefined, 'a wrong password')).toMatchObject({
      body: { code: 'invalid_credentials' },
    });
  });

  it('takes no code twice, neither in a row nor of two at once', async () => {
    const { email, secret, usedCode } = await withSecondFactor('agent');
    expect(await signIn(email, usedCode)).toMatchObject({
      status: 401,
      body: { code: 'invalid_code' },
    });
    await letTimePass();
    const code = codeOf(secret);
    expect((await signIn(email, code)).status).toBe(200);
    expect(await signIn(email, code)).toMatchObject({ status: 401, body: { code: 'invalid_code' } });
    await letTimePass();
    const next = codeOf(secret);
    const statuses = (await Promise.all([1, 2, 3].map(() => signIn(email, next)))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 401, 401]);
  });

  it('takes no code that is older than one that was taken', async () => {
    const { email, secret } = await withSecondFactor('agent');
    await letTimePass();
    expect((await signIn(email, codeOf(secret, 1))).status).toBe(200);
    expect((await signIn(email, codeOf(secret, 0))).status).toBe(401);
    expect((await signIn(email, codeOf(secret, -1))).status).toBe(401);
  });

  it('cannot be guessed: five wrong codes lock the account, and asking without a code forgives none', async () => {
    const { email, secret } = await withSecondFactor('admin');
    await letTimePass();
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await signIn(email, `00000${attempt}`)).toMatchObject({ body: { code: 'invalid_code' } });
      if (attempt < 4)
        expect(await signIn(email)).toMatchObject({ body: { code: 'second_factor_required' } });
    }
    expect(await signIn(email, codeOf(secret))).toMatchObject({
      status: 429,
      body: { code: 'too_many_attempts' },
    });
  });

  it('takes each recovery code once, however it is written', async () => {
    const { email, recoveryCodes } = await withSecondFactor('owner');
    const [first = '', second = ''] = recoveryCodes;
    const statuses = await Promise.all([signIn(email, first), signIn(email, first)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 401]);
    await product.database.query('DELETE FROM throttle');
    expect((await signIn(email, second.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    const browser = await Browser.at(product).signedInAs(email, PASSWORD, recoveryCodes[2]);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ recoveryCodesLeft: 7 });
    const [row] = await product.database.query<{ kept: string }>(
      `SELECT string_agg(recovery_code::text, ' ') AS kept FROM recovery_code`,
    );
    expect(row?.kept).not.toContain(recoveryCodes[3]);

    const renewed = await browser.post<{ recoveryCodes: string[] }>('/api/v1/me/recovery-codes');
    expect(renewed.status).toBe(200);
    expect((await signIn(email, recoveryCodes[4])).status).toBe(401);
    expect((await signIn(email, renewed.body.recoveryCodes[0])).status).toBe(200);
  });

  it('is asked for again before it is turned off, and by nobody who only found the browser open', async () => {
    const { email, browser, secret } = await withSecondFactor('owner');
    await letTimePass();
    await product.database.query(`UPDATE session SET confirmed_at = now() - interval '16 minutes'`);
    for (const [method, path] of [
      ['delete', '/api/v1/me/two-factor'],
      ['post', '/api/v1/me/recovery-codes'],
      ['post', '/api/v1/me/two-factor'],
    ] as const) {
      expect(await browser[method](path)).toMatchObject({
        status: 403,
        body: { code: 'confirmation_required' },
      });
    }
    const confirm = (proof: object) => browser.post('/api/v1/session/confirmation', proof, from());
    expect(await confirm({ password: 'wrong' })).toMatchObject({
      status: 403,
      body: { code: 'wrong_password' },
    });
    expect(await confirm({ password: PASSWORD })).toMatchObject({
      status: 403,
      body: { code: 'second_factor_required' },
    });
    expect(await confirm({ password: PASSWORD, code: '000000' })).toMatchObject({
      status: 403,
      body: { code: 'invalid_code' },
    });
    const before = browser.token;
    expect((await confirm({ password: PASSWORD, code: codeOf(secret) })).status).toBe(204);
    expect(browser.token).not.toBe(before);
    expect((await browser.delete('/api/v1/me/two-factor')).status).toBe(204);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ twoFactor: false, recoveryCodesLeft: 0 });
    expect((await signIn(email)).status).toBe(200);
    expect((await browser.delete('/api/v1/me/two-factor')).status).toBe(204);
  });

  it('keeps its secret sealed', async () => {
    const { secret } = await withSecondFactor('viewer');
    const [row] = await product.database.query<{ kept: string }>(
      `SELECT string_agg(encode(totp_secret, 'escape'), ' ') AS kept FROM app_user`,
    );
    expect(row?.kept?.length).toBeGreaterThan(20);
    expect(row?.kept).not.toContain(secret);
    expect(product.logLines.join('')).not.toContain(secret);
  });
});
