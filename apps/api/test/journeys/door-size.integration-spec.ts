import { sendUntilTaken, signed } from '../support/many-webhooks';
import { META, postOnce, postRaw, postSigned } from '../support/meta';
import { Product } from '../support/product';
import { rowCounts } from '../support/inbox';
import { rawHttp } from '../support/raw-http';
import { signBody } from '@parley/whatsapp-cloud';

const LIMIT_BYTES = 4 * 1024 * 1024;
const ANY_SIGNATURE = `sha256=${'0'.repeat(64)}`;

describe('a large webhook', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const stored = async () => (await rowCounts(product.database))['webhook_delivery'];

  it('is kept up to 4 MB', async () => {
    const body = Buffer.alloc(LIMIT_BYTES, ' ');
    await sendUntilTaken(product.apiUrl, [signed(body)]);
    const [row] = await product.database.query<{ size: number }>(
      'SELECT octet_length(body) AS size FROM webhook_delivery ORDER BY id DESC LIMIT 1',
    );
    expect(row?.size).toBe(LIMIT_BYTES);
  });

  it('is refused above 4 MB, rightly signed or not, and not kept', async () => {
    const before = await stored();
    const body = Buffer.alloc(LIMIT_BYTES + 1, ' ');
    for (const signature of [signBody(body, META.appSecret), ANY_SIGNATURE]) {
      const answer = await postRaw(product.apiUrl, body, { 'x-hub-signature-256': signature });
      expect(answer.status).toBe(413);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await answer.json()).toMatchObject({ status: 413, code: 'body_too_large' });
    }
    expect(await stored()).toBe(before);
  });

  it('is not read at all without a signature, however large it says that it is', async () => {
    const lines = ['POST /api/webhooks/whatsapp HTTP/1.1', `Content-Length: ${LIMIT_BYTES}`];
    const answer = await rawHttp(product.apiUrl, lines, 'only the beginning');
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'wrong_signature' });
  });

  it('is refused above 4 MB when it comes in chunks and does not say how long it is', async () => {
    const before = await stored();
    const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`;
    const lines = [
      'POST /api/webhooks/whatsapp HTTP/1.1',
      'Transfer-Encoding: chunked',
      `X-Hub-Signature-256: ${ANY_SIGNATURE}`,
    ];
    const answer = await rawHttp(product.apiUrl, lines, `${chunk.repeat(5)}0\r\n\r\n`);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'body_too_large' });
    expect(await stored()).toBe(before);
  });

  it('does not hold up a small one', async () => {
    const large = Array.from({ length: 6 }, () => postOnce(product.apiUrl, Buffer.alloc(LIMIT_BYTES, ' ')));
    expect((await postSigned(product.apiUrl, Buffer.from('{}'))).status).toBe(200);
    for (const { status } of await Promise.all(large)) expect([200, 503]).toContain(status);
  });
});
