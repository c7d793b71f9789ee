import { signBody, toWireBytes } from '@parley/whatsapp-cloud';
import { META, postOnce, postRaw, postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { rowCounts } from '../support/inbox';
import { rawHttp } from '../support/raw-http';

const PATH = 'POST /api/webhooks/whatsapp HTTP/1.1';

describe('the door for webhooks', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const bytes = toWireBytes(textWebhook({ body: 'سلام 👋' }));
  const signature = signBody(bytes, META.appSecret);
  const stored = async () => (await rowCounts(product.database))['webhook_delivery'];

  describe('keeps out, and stores nothing of', () => {
    let before: number | undefined;

    beforeAll(async () => (before = await stored()));
    afterAll(async () => expect(await stored()).toBe(before));

    const hex = signature.slice('sha256='.length);
    it.each<[string, Record<string, string>]>([
      ['no signature', {}],
      ['an empty signature', { 'x-hub-signature-256': '' }],
      ['a signature with another secret', { 'x-hub-signature-256': signBody(bytes, 'another secret!!') }],
      ['a signature with an empty secret', { 'x-hub-signature-256': signBody(bytes, '') }],
      ['a signature in uppercase', { 'x-hub-signature-256': `sha256=${hex.toUpperCase()}` }],
      ['a signature without its prefix', { 'x-hub-signature-256': hex }],
      ['a signature with another prefix', { 'x-hub-signature-256': `sha1=${hex}` }],
      ['a signature that is too short', { 'x-hub-signature-256': signature.slice(0, -1) }],
      ['a signature that is too long', { 'x-hub-signature-256': `${signature}0` }],
      ['a signature with a space in it', { 'x-hub-signature-256': `sha256= ${hex}` }],
      ['no more than the prefix', { 'x-hub-signature-256': 'sha256=' }],
      ['the older header of Meta', { 'x-hub-signature': `sha1=${hex.slice(0, 40)}` }],
    ])('%s', async (_what, headers) => {
      const answer = await postRaw(product.apiUrl, bytes, headers);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ status: 401, code: 'wrong_signature' });
    });

    it('a signature of emoji', async () => {
      const lines = [PATH, `Content-Length: 2`, `X-Hub-Signature-256: sha256=${'👋'.repeat(16)}`];
      expect((await rawHttp(product.apiUrl, lines, '{}')).status).toBe(401);
    });

    it('a list of signatures, even of right ones', async () => {
      const right = `X-Hub-Signature-256: ${signBody(Buffer.from('{}'), META.appSecret)}`;
      const answer = await rawHttp(product.apiUrl, [PATH, 'Content-Length: 2', right, right], '{}');
      expect(answer.status).toBe(401);
    });

    it.each([
      ['a body that was cut off', bytes.subarray(0, -1)],
      ['a body with one byte more', Buffer.concat([bytes, Buffer.from(' ')])],
      ['a body with another byte', Buffer.from(bytes.toString('latin1').replace('text', 'tEXt'), 'latin1')],
      ['no body at all', Buffer.alloc(0)],
      ['the same content written another way', Buffer.from(JSON.stringify(JSON.parse(bytes.toString())))],
    ])('%s under the signature of the whole', async (_what, body) => {
      const answer = await postRaw(product.apiUrl, body, { 'x-hub-signature-256': signature });
      expect(answer.status).toBe(401);
    });
  });

  describe('lets in', () => {
    it('what is signed, and keeps it byte for byte', async () => {
      const answer = await postSigned(product.apiUrl, bytes);
      expect([answer.status, await answer.text()]).toEqual([200, 'EVENT_RECEIVED']);
      const [row] = await product.database.query<{ body: Buffer; provider: string }>(
        'SELECT provider, body FROM webhook_delivery ORDER BY id DESC LIMIT 1',
      );
      expect(row?.provider).toBe('whatsapp');
      expect(row?.body.equals(bytes)).toBe(true);
    });

    it('what is signed with the older of two active secrets', async () => {
      expect((await postSigned(product.apiUrl, bytes, META.olderAppSecret)).status).toBe(200);
    });

    it.each([
      ['application/json'],
      ['application/json; charset=utf-8'],
      ['text/plain'],
      ['application/x-www-form-urlencoded'],
      ['multipart/form-data; boundary=x'],
      ['application/octet-stream'],
      ['nonsense'],
    ])('what is signed, whatever its content type says: %s', async (type) => {
      const before = Number(await stored());
      const headers = { 'content-type': type, 'x-hub-signature-256': signature };
      expect((await postRaw(product.apiUrl, bytes, headers)).status).toBe(200);
      expect(await stored()).toBe(before + 1);
    });

    it.each([
      ['without a content type', 'Content-Length: 2', '{}'],
      ['in chunks', 'Transfer-Encoding: chunked', '1\r\n{\r\n1\r\n}\r\n0\r\n\r\n'],
    ])('what is signed and comes %s', async (_what, header, body) => {
      const right = `X-Hub-Signature-256: ${signBody(Buffer.from('{}'), META.appSecret)}`;
      expect((await rawHttp(product.apiUrl, [PATH, header, right], body)).status).toBe(200);
    });

    it('an empty body that is signed', async () => {
      const nothing = Buffer.alloc(0);
      const before = Number(await stored());
      expect((await postSigned(product.apiUrl, nothing)).status).toBe(200);
      expect(await stored()).toBe(before + 1);
    });
  });
});

describe('the door without an app secret', () => {
  it('is shut: 503 for everybody, so that Meta comes again, and nothing is stored', async () => {
    const product = await Product.create({ WHATSAPP_APP_SECRETS: '' });
    try {
      await product.startApi();
      const bytes = toWireBytes(textWebhook());
      for (const secret of [META.appSecret, '', 'undefined']) {
        const answer = await postOnce(product.apiUrl, bytes, secret);
        expect(answer.status).toBe(503);
        expect(await answer.json()).toMatchObject({ code: 'no_app_secret' });
      }
      expect(await rowCounts(product.database)).toMatchObject({ webhook_delivery: 0 });
    } finally {
      await product.stop();
    }
  });
});
