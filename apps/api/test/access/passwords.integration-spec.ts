import { Browser } from '../support/browser';
import { eventually } from '../support/eventually';
import { PASSWORD } from '../support/people';
import { Product } from '../support/product';
import { SmtpServer } from '../support/smtp-server';

const BETTER = 'seven blue kettles on a raft';
const EMOJIS = Array.from({ length: 128 }, (_, index) =>
  String.fromCodePoint(0x1f600 + ((index * 37) % 80)),
).join('');

describe('a password', () => {
  let product: Product;
  let mailServer: SmtpServer;
  let lastAddress = 0;
  beforeAll(async () => {
    mailServer = await SmtpServer.start();
    product = await Product.create({ SMTP_URL: mailServer.url });
    await product.startApi();
  });
  afterAll(async () => {
    await product.stop();
    await mailServer.stop();
  });
  beforeEach(() => product.database.query('DELETE FROM throttle'));

  const from = () => ({ 'x-forwarded-for': `198.51.100.${++lastAddress}` });
  const change = (browser: Browser, currentPassword: unknown, newPassword: unknown) =>
    browser.put('/api/v1/me/password', { currentPassword, newPassword }, from());

  describe('that is changed', () => {
    it('ends every other session and renews this one', async () => {
      const { email } = await product.person('admin');
      const browser = await Browser.at(product).signedInAs(email, PASSWORD);
      const other = await Browser.at(product).signedInAs(email, PASSWORD);
      const before = browser.token;
      expect(await change(browser, PASSWORD, BETTER)).toMatchObject({ status: 204, body: undefined });
      expect(browser.token).not.toBe(before);
      expect((await browser.get('/api/v1/me')).status).toBe(200);
      expect((await other.get('/api/v1/me')).status).toBe(401);
      const signIn = (password: string) =>
        Browser.at(product).post('/api/v1/session', { email, password }, from());
      expect((await signIn(PASSWORD)).status).toBe(401);
      expect((await signIn(BETTER)).status).toBe(200);
    });

    it('is not changed by who does not know it, and guessing is stopped', async () => {
      const { email } = await product.person('owner');
      const browser = await Browser.at(product).signedInAs(email, PASSWORD);
      for (let attempt = 0; attempt < 5; attempt++) {
        expect(await change(browser, `guess ${attempt}`, BETTER)).toMatchObject({
          status: 403,
          body: { code: 'wrong_password' },
        });
      }
      const refused = await change(browser, PASSWORD, BETTER);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
      expect((await browser.get('/api/v1/me')).status).toBe(200);
    });

    it.each([
      ['a common one', 'password1234', /common|most used/],
      ['their name', 'agentofdemo', /your name/],
      ['their address', 'agent.of.demo@example.com', /your name/],
      ['the product', 'parley2026', /./],
      ['keys in a row', 'qwertyuiop[]', /row|keyboard/],
      ['one letter', 'a'.repeat(128), /repeated|Repeated/],
    ])('may not be %s, and says why', async (_name, weak, reason) => {
      const { email } = await product.person('agent');
      const browser = await Browser.at(product).signedInAs(email, PASSWORD);
      const { status, body } = await change(browser, PASSWORD, weak);
      expect({ status, body }).toMatchObject({
        status: 422,
        body: { code: 'password_too_weak', errors: [{ pointer: '/newPassword' }] },
      });
      expect((body as { errors: { detail: string }[] }).errors[0]?.detail).toMatch(reason);
    });

    it.each([
      ['128 emojis', EMOJIS],
      ['spaces and accents', '  é à ü ñ  and then some  '],
      ['Persian', 'گربه سفید روی بام بلند'],
      ['what looks like a command', `'; DROP TABLE app_user; -- \\ " \t`],
    ])('may be %s, and every character of it counts', async (name, password) => {
      const { email } = await product.person('viewer');
      await reset(email, password);
      const signIn = (attempt: string) =>
        Browser.at(product).post('/api/v1/session', { email, password: attempt }, from());
      expect({ name, status: (await signIn(password)).status }).toEqual({ name, status: 200 });
      const characters = [...password];
      expect((await signIn(characters.slice(0, -1).join(''))).status).toBe(401);
      expect((await signIn(`${characters.slice(0, -1).join('')}x`)).status).toBe(401);
    });

    it('is the same however a keyboard puts its accents together', async () => {
      const { email } = await product.person('viewer');
      await reset(email, 'caf\u00e9 cr\u00e8me br\u00fbl\u00e9e'.normalize('NFC'));
      await Browser.at(product).signedInAs(email, 'caf\u00e9 cr\u00e8me br\u00fbl\u00e9e'.normalize('NFD'));
    });

    it.each([
      ['too short', 'seven77'],
      ['one character too long', `${EMOJIS}x`],
      ['a list', [BETTER]],
      ['missing', undefined],
    ])('is refused when it is %s', async (_name, newPassword) => {
      const { status, body } = await change(await signedInOwner(), PASSWORD, newPassword);
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { code: 'invalid_input', errors: [{ pointer: '/newPassword' }] },
      });
    });
  });

  describe('that was forgotten', () => {
    it('is set by a link that goes to the mailbox, works once and ends every session', async () => {
      const { email } = await product.person('owner');
      const signedIn = await signedInOwner();
      const token = await mailedToken(email);
      expect(await complete(token, 'a brand new pass phrase')).toMatchObject({ status: 204 });
      expect((await signedIn.get('/api/v1/me')).status).toBe(401);
      expect(await complete(token, 'another brand new phrase')).toMatchObject({
        status: 403,
        body: { code: 'invalid_reset_token' },
      });
      await Browser.at(product).signedInAs(email, 'a brand new pass phrase');
      await complete(await mailedToken(email), PASSWORD);
    });

    it('is set by one of two who use the link at once', async () => {
      const { email } = await product.person('admin');
      const token = await mailedToken(email);
      const answers = await Promise.all([complete(token, BETTER), complete(token, 'quite another phrase')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
    });

    it('is not set after half an hour, nor by an older link when a newer one was used', async () => {
      const { email } = await product.person('admin');
      const [older, newer] = [await mailedToken(email), await mailedToken(email)];
      expect((await complete(newer, BETTER)).status).toBe(204);
      expect((await complete(older, BETTER)).status).toBe(403);
      await product.database.query('DELETE FROM throttle');
      const late = await mailedToken(email);
      await product.database.query(
        `UPDATE password_reset SET expires_at = expires_at - interval '30 minutes'`,
      );
      expect((await complete(late, BETTER)).status).toBe(403);
    });

    it('keeps its link when the new one is too weak, and lets in who was locked out', async () => {
      const { email } = await product.person('admin');
      for (let attempt = 0; attempt < 5; attempt++) {
        await Browser.at(product).post('/api/v1/session', { email, password: 'wrong' }, from());
      }
      const token = await mailedToken(email);
      expect(await complete(token, 'password1')).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/password' }] },
      });
      expect((await complete(token, BETTER)).status).toBe(204);
      await Browser.at(product).signedInAs(email, BETTER);
    });

    it('is asked for without learning whether there is such an account', async () => {
      const { email } = await product.person('viewer');
      const ask = (address: string) =>
        Browser.at(product).post('/api/v1/password-resets', { email: address }, from());
      const before = mailsTo(email).length;
      const [known, unknown] = [await ask(email), await ask('nobody@example.com')];
      expect([known.status, unknown.status]).toEqual([202, 202]);
      expect(unknown.body).toEqual(known.body);
      await eventually('the mail', () => mailsTo(email).length > before);
      expect(mailsTo('nobody@example.com')).toEqual([]);
    });

    it('fills no mailbox: three mails in a quarter of an hour, and no word about it', async () => {
      const { email } = await product.person('agent');
      const before = mailsTo(email).length;
      for (let request = 0; request < 6; request++) {
        const { status } = await Browser.at(product).post('/api/v1/password-resets', { email }, from());
        expect(status).toBe(202);
      }
      await eventually('all six were thought about', async () => {
        const [row] = await product.database.query<{ points: number }>(
          `SELECT max(points) AS points FROM throttle WHERE key LIKE 'mail:%'`,
        );
        return row?.points === 6;
      });
      await eventually('three mails', () => mailsTo(email).length >= before + 3);
      expect(mailsTo(email)).toHaveLength(before + 3);
    });

    it('has a link that is nowhere in the database and in no log line', async () => {
      const { email } = await product.person('viewer');
      const token = await mailedToken(email);
      const [row] = await product.database.query<{ kept: string }>(
        `SELECT string_agg(password_reset::text, ' ') AS kept FROM password_reset`,
      );
      expect(row?.kept).not.toContain(token);
      expect(product.logLines.join('')).not.toContain(token);
    });
  });

  const signedInOwner = async () =>
    Browser.at(product).signedInAs((await product.person('owner')).email, PASSWORD);
  const mailsTo = (email: string) => mailServer.mails.filter(({ to }) => to.includes(email));
  const complete = (token: string, password: string) =>
    Browser.at(product).post('/api/v1/password-resets/completion', { token, password }, from());

  async function mailedToken(email: string): Promise<string> {
    const before = mailsTo(email).length;
    await Browser.at(product).post('/api/v1/password-resets', { email }, from());
    await eventually('the mail with the link', () => mailsTo(email).length > before);
    const text = mailsTo(email).at(-1)?.text ?? '';
    return /^http:\/\/localhost:3000\/reset-password#([\w-]{43})$/m.exec(text)?.[1] ?? '';
  }

  async function reset(email: string, password: string): Promise<void> {
    await product.database.query('DELETE FROM throttle');
    expect((await complete(await mailedToken(email), password)).status).toBe(204);
  }
});
