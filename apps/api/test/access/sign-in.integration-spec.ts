import { hash } from '@node-rs/argon2';
import { Answer } from '../support/client';
import { Browser } from '../support/browser';
import { PASSWORD } from '../support/people';
import { Product } from '../support/product';

const WRONG = 'not the password at all';

describe('signing in', () => {
  let product: Product;
  let lastAddress = 0;
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  /** An address that nobody in this file has come from yet. */
  const newAddress = () => ({ 'x-forwarded-for': `198.51.100.${++lastAddress}` });

  const signIn = (email: string, password: string, address = newAddress()): Promise<Answer> =>
    Browser.at(product).post('/api/v1/session', { email, password }, address);

  const storedHash = async (userId: string) => {
    const [row] = await product.database.query<{ hash: string }>(
      'SELECT password_hash AS hash FROM app_user WHERE id = $1',
      [userId],
    );
    return row?.hash ?? '';
  };

  it('gives a session that no script can read, and says who one is', async () => {
    const { email, userId } = await product.person('agent');
    const browser = Browser.at(product);
    const answer = await browser.post('/api/v1/session', {
      email: ` ${email.toUpperCase()} `,
      password: PASSWORD,
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: userId,
        email,
        isOperator: false,
        twoFactor: false,
        recoveryCodesLeft: 0,
        tenants: [{ slug: 'demo', name: 'demo', role: 'agent' }],
      },
    });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^parley=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ id: userId });
    const [row] = await product.database.query<{ stored: string }>(
      `SELECT string_agg(session::text, ' ') AS stored FROM session`,
    );
    expect(row?.stored).not.toContain(browser.token);
  });

  it('answers who has no account exactly as who has one and mistypes the password', async () => {
    const { email } = await product.person('viewer');
    const [known, unknown] = [await signIn(email, WRONG), await signIn('nobody@example.com', WRONG)];
    const { requestId: one, ...ofKnown } = known.body as Record<string, unknown>;
    const { requestId: other, ...ofUnknown } = unknown.body as Record<string, unknown>;
    expect(one).not.toBe(other);
    expect(ofUnknown).toEqual(ofKnown);
    expect(ofKnown).toMatchObject({ status: 401, code: 'invalid_credentials' });
    const names = ({ headers }: Answer) => [...headers.keys()].sort();
    expect(names(unknown)).toEqual(names(known));
    expect(known.headers.getSetCookie()).toEqual([]);
  });

  it('takes as long for who has no account as for who has one', async () => {
    const { email } = await product.person('viewer');
    const here = newAddress();
    const took = async (name: string) => {
      await product.database.query('DELETE FROM throttle');
      const start = performance.now();
      expect((await signIn(name, WRONG, here)).status).toBe(401);
      return performance.now() - start;
    };
    // The least of many is what a try takes when nothing else is going on, which a busy machine takes longer to show.
    let [known, unknown] = [Infinity, Infinity];
    const isAlike = () => unknown / known > 0.75 && unknown / known < 1.33;
    for (let round = 0; round < 25 || (!isAlike() && round < 150); round++) {
      known = Math.min(known, await took(email));
      unknown = Math.min(unknown, await took(`nobody-${round}@example.com`));
    }
    // Without a hash it would be a fraction.
    expect(unknown / known).toBeGreaterThan(0.75);
    expect(unknown / known).toBeLessThan(1.33);
  });

  it('ends the session that the browser had, so that nobody can plant one (fixation)', async () => {
    const [attacker, victim] = [await product.person('viewer'), await product.person('owner')];
    const planted = await Browser.at(product).signedInAs(attacker.email, PASSWORD);
    const browser = planted.copy();
    await browser.signedInAs(victim.email, PASSWORD);
    expect(browser.token).not.toBe(planted.token);
    expect((await planted.get('/api/v1/me')).status).toBe(401);
    const invented = Browser.at(product);
    invented.token = 'A'.repeat(43);
    await invented.signedInAs(victim.email, PASSWORD);
    expect(invented.token).not.toBe('A'.repeat(43));
  });

  it('locks an account out after five wrong passwords, for longer each time, and a right one changes nothing', async () => {
    const { email, userId } = await product.person('admin');
    await product.database.query('DELETE FROM throttle');
    const waits: number[] = [];
    for (const lockOut of [1, 2, 3]) {
      for (let attempt = 1; attempt <= 5; attempt++) {
        const { status, body } = await signIn(email, WRONG);
        expect({ lockOut, attempt, status, body }).toMatchObject({
          status: 401,
          body: { code: 'invalid_credentials' },
        });
      }
      const refused = await signIn(email, PASSWORD);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
      waits.push(Number(refused.headers.get('retry-after')));
      await product.database.query(`UPDATE throttle SET expire = 0 WHERE key LIKE 'account:%'`);
    }
    const minutes = waits.map((seconds) => Math.round(seconds / 60));
    expect(minutes).toEqual([15, 30, 60]);
    expect((await signIn(email, PASSWORD)).status).toBe(200);
    const left = await product.database.query(
      `SELECT key FROM throttle WHERE key LIKE 'account:%' OR key LIKE 'lock-out:%'`,
    );
    expect(left).toEqual([]);
    expect(await storedHash(userId)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('locks out who has no account just the same, under whatever spelling', async () => {
    const spellings = ['Ghost@example.com', 'ghost@example.com', 'GHOST@example.com', ' ghost@EXAMPLE.com'];
    for (const spelling of [...spellings, 'ghost@example.com']) {
      expect((await signIn(spelling, WRONG)).status).toBe(401);
    }
    expect((await signIn('ghOst@example.com', WRONG)).status).toBe(429);
  });

  it('takes no more than five of a hundred guesses that come at once', async () => {
    const { email } = await product.person('agent');
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        signIn(email, `guess number ${index}`, { 'x-forwarded-for': `203.0.113.${index % 50}` }),
      ),
    );
    const judged = answers.filter(({ status }) => status === 401).length;
    expect(judged).toBeLessThanOrEqual(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(100 - judged);
  });

  it('stops one address that tries many accounts (credential stuffing), and nobody else', async () => {
    const here = newAddress();
    const statuses: number[] = [];
    for (let index = 0; index < 60; index++) {
      statuses.push((await signIn(`stuffed-${index}@example.com`, PASSWORD, here)).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(50);
    expect(statuses.slice(50)).toEqual(Array.from({ length: 10 }, () => 429));
    const { email } = await product.person('viewer');
    expect((await signIn(email, PASSWORD)).status).toBe(200);
  });

  it('does not let one IPv6 subscriber be 2^64 addresses', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 52; index++) {
      const from = { 'x-forwarded-for': `2001:db8:7:7:${index.toString(16)}::1` };
      statuses.push((await signIn(`subscriber-${index}@example.com`, WRONG, from)).status);
    }
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  it('does not count an office in which fifty people sign in well', async () => {
    const { email } = await product.person('viewer');
    const office = newAddress();
    for (let index = 0; index < 55; index++) expect((await signIn(email, PASSWORD, office)).status).toBe(200);
  });

  it('keeps no address and no name in the counters', async () => {
    await signIn('secret.person@example.com', WRONG, { 'x-forwarded-for': '192.0.2.77' });
    const [row] = await product.database.query<{ kept: string }>(
      `SELECT string_agg(throttle::text, ' ') AS kept FROM throttle`,
    );
    expect(row?.kept).not.toMatch(/secret|example|192\.0\.2/);
  });

  it('makes a new hash where the old one was made at another cost', async () => {
    const { email, userId } = await product.person('agent', 'demo');
    await product.database.query('DELETE FROM throttle');
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await product.database.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [userId, weak]);
    expect((await signIn(email, PASSWORD)).status).toBe(200);
    const renewed = await storedHash(userId);
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(email, PASSWORD)).status).toBe(200);
    expect(await storedHash(userId)).toBe(renewed);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['null', null],
    ['a text', 'email'],
    ['lists for texts', { email: ['a@example.com'], password: [PASSWORD] }],
    ['objects for texts', { email: { $ne: '' }, password: { $ne: '' } }],
    ['numbers for texts', { email: 1, password: 12345678 }],
    ['a NUL', { email: 'a\u0000@example.com', password: PASSWORD }],
    ['a line break', { email: '"a\r\nb"@example.com', password: PASSWORD }],
    ['a long address', { email: `${'a'.repeat(300)}@example.com`, password: PASSWORD }],
    ['a long password', { email: 'a@example.com', password: 'x'.repeat(129) }],
    ['an empty password', { email: 'a@example.com', password: '' }],
    ['half an emoji', { email: 'a@example.com', password: 'password \ud83d' }],
    ['an unknown field', { email: 'a@example.com', password: PASSWORD, isOperator: true }],
    ['a code that is a list', { email: 'a@example.com', password: PASSWORD, code: ['123456'] }],
    ['a very long code', { email: 'a@example.com', password: PASSWORD, code: '1'.repeat(10_000) }],
  ])('refuses %s with a sentence, and never fails', async (_name, body) => {
    const answer = await Browser.at(product).post('/api/v1/session', body, newAddress());
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: expect.stringMatching(/invalid_input|bad_request/) as string });
  });
});
