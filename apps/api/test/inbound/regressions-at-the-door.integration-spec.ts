import { gzipSync } from 'node:zlib';
import { signBody, toWireBytes } from '@parley/whatsapp-cloud';
import fc from 'fast-check';
import { DeclaredRoutes } from '../../src/access/authorisation/declared-routes';
import { rowCounts } from '../support/inbox';
import { sendMany } from '../support/many-webhooks';
import { META, postRaw, postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { rawHttp } from '../support/raw-http';

const POST = 'POST /api/webhooks/whatsapp HTTP/1.1';

/** What went wrong at the door of others, each as a test that fails where we make the same mistake. */
describe('at the door', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const stored = async () => Number((await rowCounts(product.database))['webhook_delivery']);
  const newest = async () =>
    (
      await product.database.query<{ body: Buffer }>(
        'SELECT body FROM webhook_delivery ORDER BY id DESC LIMIT 1',
      )
    )[0]?.body;
  const sign = (body: Buffer) => ({ 'x-hub-signature-256': signBody(body, META.appSecret) });

  /** Sends it signed, and expects exactly these bytes in the table. */
  async function isKept(body: Buffer, headers: Record<string, string> = {}): Promise<void> {
    const answer = await postRaw(product.apiUrl, body, { ...sign(body), ...headers });
    expect(answer.status).toBe(200);
    expect((await newest())?.equals(body)).toBe(true);
  }

  describe('LINE #922, octokit #1155: emoji broke the signature, since it was checked over a text written anew', () => {
    const text = (body: string) => JSON.stringify(textWebhook({ body }));
    const escaped = (body: string) => toWireBytes(textWebhook({ body }));

    it.each([
      ['escaped, as Meta sends them', escaped('🤨 ✋✊ 👩‍👩‍👧‍👦')],
      ['as they are', Buffer.from(text('🤨 ✋✊ 👩‍👩‍👧‍👦'))],
      ['some escaped and some not', Buffer.from(text('🤨 ✋').replace('🤨', String.raw`\ud83e\udd28`))],
      ['escaped in capitals', Buffer.from(escaped('🤨').toString().replace('ud83e', 'uD83E'))],
      ['half of one', Buffer.from(text('x').replace('"x"', String.raw`"\ud83e"`))],
    ])('emoji are kept: %s', (_what, body) => isKept(body));

    it.each([
      ['slashes with and without a backslash', Buffer.from(String.raw`{"url":"https:\/\/example.com/a"}`)],
      ['Windows line ends and tabs', Buffer.from('{\r\n\t"a" : 1\r\n}\r\n')],
      ['a byte order mark', Buffer.from('\ufeff{"a":1}')],
      ['numbers as nobody writes them', Buffer.from('{"a":1.0e+2,"b":-0,"c":12345678901234567890}')],
      ['the same key twice', Buffer.from('{"a":1,"a":2}')],
      ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0xc3, 0x28, 0x7d])],
      ['a NUL', Buffer.from('{"a":"\u0000"}')],
      ['no JSON', Buffer.from('entry=1&object=2')],
      [
        'a prototype',
        Buffer.from('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
      ],
    ])('what another writer would write otherwise is kept as it came: %s', async (_what, body) => {
      await isKept(body);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });

    it.each([
      ['unescaped', () => Buffer.from(text('🤨 ✋'))],
      ['escaped', () => escaped('🤨 ✋')],
    ])('the signature is not good for the same content written anew: %s', async (_what, original) => {
      const body = original();
      const anew = JSON.parse(body.toString()) as object;
      const others = [
        Buffer.from(JSON.stringify(anew)),
        toWireBytes(anew),
        Buffer.from(JSON.stringify(anew, null, 2)),
      ];
      for (const other of others.filter((one) => !one.equals(body))) {
        expect((await postRaw(product.apiUrl, other, sign(body))).status).toBe(401);
      }
    });
  });

  it('a signature of emoji crashed the comparison, which wants as many bytes: 401, and the next is taken', async () => {
    const right = signBody(Buffer.from('{}'), META.appSecret);
    for (const wrong of [
      '👋'.repeat(16),
      '👋'.repeat(8) + 'a'.repeat(32),
      `${right.slice(7, -2)}é`,
      'ſ'.repeat(64),
    ]) {
      const lines = [POST, 'Content-Length: 2', `X-Hub-Signature-256: sha256=${wrong}`];
      expect((await rawHttp(product.apiUrl, lines, '{}')).status).toBe(401);
    }
    await isKept(Buffer.from('{}'));
  });

  it('a signature of hexadecimal that is none was cut short by the decoder and compared as far as it went: 401', async () => {
    const right = signBody(Buffer.from('{}'), META.appSecret);
    const before = await stored();
    for (const wrong of ['sha256=', 'sha256=zz', `${right.slice(0, 9)}zz${right.slice(11)}`, `${right}zz`]) {
      const answer = await postRaw(product.apiUrl, Buffer.from('{}'), { 'x-hub-signature-256': wrong });
      expect(answer.status).toBe(401);
    }
    expect(await stored()).toBe(before);
  });

  describe('Typebot CVE-2026-39969: webhooks of anybody were taken', () => {
    it('none is taken without a signature, whatever else it carries', async () => {
      const before = await stored();
      const body = toWireBytes(textWebhook());
      const attempts: Record<string, string>[] = [
        {},
        { authorization: `Bearer ${META.verifyToken}` },
        { 'x-hub-signature': 'sha1=0000000000000000000000000000000000000000' },
        { 'user-agent': 'facebookexternalua' },
        { 'x-forwarded-for': '31.13.24.1', host: 'graph.facebook.com' },
        { 'x-hub-signature-256': signBody(body, '') },
        { 'x-hub-signature-256': signBody(body, META.verifyToken) },
        { 'x-hub-signature-256': signBody(body, 'undefined') },
      ];
      for (const headers of attempts) expect((await postRaw(product.apiUrl, body, headers)).status).toBe(401);
      expect(await stored()).toBe(before);
    });

    it('and nothing else that is public changes anything for who proves nothing', async () => {
      const app = await product.startApi();
      const controllers = app.get(DeclaredRoutes).all();
      const open = controllers.filter(({ access }) => access.kind === 'public').map(({ handler }) => handler);
      const document = (await (await fetch(`${product.apiUrl}/api/openapi.json`)).json()) as {
        paths: Record<string, Record<string, { operationId: string }>>;
      };
      const changing = Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.entries(operations)
          // Who forgot a password proves nothing: everybody is told the same, and the mail goes to the owner of the address.
          .filter(
            ([verb, { operationId }]) =>
              verb !== 'get' && operationId !== 'requestPasswordReset' && open.includes(operationId),
          )
          .map(([verb, { operationId }]) => ({ path, verb, operationId })),
      );
      expect(changing.map(({ operationId }) => operationId)).toContain('receiveWebhook');
      for (const { path, verb, operationId } of changing) {
        const answer = await fetch(product.apiUrl + path.replaceAll(/\{\w+\}/g, 'nobody'), {
          method: verb.toUpperCase(),
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            email: 'nobody@example.com',
            password: 'a guess of nobody',
            token: 'x'.repeat(43),
          }),
        });
        expect([operationId, answer.ok]).toEqual([operationId, false]);
      }
    });
  });

  describe('Fastify CVE-2025-32442, -2026-25223, -2026-33806: an odd content type went around what checks the body', () => {
    const TYPES = [
      ['a tab', 'application/json\ta'],
      ['a space before', ' application/json'],
      ['capitals and a space', 'Application/JSON ;x'],
      ['a list', 'application/json, text/plain'],
      ['a charset', 'application/json; charset=utf-16'],
      ['nothing', ''],
      ['a comma', ','],
      ['no type at all', undefined],
    ] as const;
    const lines = (type: string | undefined, signature: string) => [
      POST,
      'Content-Length: 2',
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
      `X-Hub-Signature-256: ${signature}`,
    ];

    it.each(TYPES)('not around the signature: %s', async (_what, type) => {
      const before = await stored();
      const wrong = signBody(Buffer.from('{ }'), META.appSecret);
      expect((await rawHttp(product.apiUrl, lines(type, wrong), '{}')).status).toBe(401);
      expect(await stored()).toBe(before);
    });

    it.each(TYPES)('and no signed webhook is lost by one: %s', async (_what, type) => {
      const before = await stored();
      const right = signBody(Buffer.from('{}'), META.appSecret);
      expect((await rawHttp(product.apiUrl, lines(type, right), '{}')).status).toBe(200);
      expect(await stored()).toBe(before + 1);
    });

    it('nor by two', async () => {
      const right = signBody(Buffer.from('{}'), META.appSecret);
      const twice = [...lines('application/json', right), 'Content-Type: text/plain'];
      expect((await rawHttp(product.apiUrl, twice, '{}')).status).toBe(200);
    });
  });

  it.each([
    ['gzip', (body: Buffer) => gzipSync(body)],
    ['GZIP', (body: Buffer) => gzipSync(body)],
    ['gzip, identity', (body: Buffer) => gzipSync(body)],
    ['br', (body: Buffer) => body],
    ['x-unknown', (body: Buffer) => body],
  ])('what is packed is not guessed at, signed packed or unpacked: %s', async (encoding, pack) => {
    const before = await stored();
    const body = toWireBytes(textWebhook());
    for (const signature of [sign(body), sign(pack(body)), {}]) {
      const answer = await postRaw(product.apiUrl, pack(body), {
        ...signature,
        'content-encoding': encoding,
      });
      expect(answer.status).toBe(415);
      expect(await answer.json()).toMatchObject({ code: 'unsupported_encoding' });
    }
    expect(await stored()).toBe(before);
  });

  it('10,000 signatures with something changed in them are refused, all of them, and nothing is stored', async () => {
    const before = await stored();
    const body = toWireBytes(textWebhook({ body: 'سلام 👋' }));
    const header = signBody(body, META.appSecret);
    const change = fc.oneof(
      fc.record({
        signature: fc
          .uniqueArray(fc.nat(63), { minLength: 1, maxLength: 64 })
          .map((places) => flipped(header, places)),
        body: fc.constant(body),
      }),
      fc.record({
        signature: fc.constant(header),
        body: fc.uniqueArray(fc.nat(body.length * 8 - 1), { minLength: 1, maxLength: 8 }).map((bits) => {
          const changed = Buffer.from(body);
          for (const bit of bits) changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          return changed;
        }),
      }),
      fc.record({
        signature: fc.nat(header.length - 1).map((length) => header.slice(0, length)),
        body: fc.constant(body),
      }),
      fc.record({
        signature: fc.constant(header),
        body: fc.nat(body.length - 1).map((length) => body.subarray(0, length)),
      }),
    );
    const changed = fc.sample(change, { numRuns: 10_000, seed: 20261121 });
    const statuses = await sendMany(product.apiUrl, changed);
    expect(statuses).toEqual(Array(10_000).fill(401));
    expect(await stored()).toBe(before);
    expect((await postSigned(product.apiUrl, body)).status).toBe(200);
  }, 180_000);

  it.each([
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 2', 'Content-Length: 200']],
  ])('a signed webhook does not bring another one in: %s', async (_what, ambiguous) => {
    const before = await stored();
    const inner = `${POST}\r\nHost: api\r\nContent-Length: 2\r\nX-Hub-Signature-256: ${signBody(Buffer.from('{}'), META.appSecret)}\r\n\r\n{}`;
    const right = `X-Hub-Signature-256: ${signBody(Buffer.from('{}'), META.appSecret)}`;
    const answer = await rawHttp(product.apiUrl, [POST, ...ambiguous, right], `{}${inner}`);
    expect(answer.status).toBe(400);
    expect(await stored()).toBe(before);
  });

  it('says where a webhook came from and which secret signed it, and never the secret', async () => {
    await postRaw(product.apiUrl, Buffer.from('[1]'), {
      'x-hub-signature-256': signBody(Buffer.from('[1]'), META.olderAppSecret),
      'x-forwarded-for': '10.9.8.7, 203.0.113.9',
    });
    const [row] = await product.database.query<{ signed_with: string; source: string }>(
      'SELECT signed_with, source FROM webhook_delivery ORDER BY id DESC LIMIT 1',
    );
    expect(row).toEqual({
      signed_with: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
      source: '203.0.113.9',
    });
    expect(META.olderAppSecret).not.toContain(row?.signed_with ?? '');
  });
});

function flipped(header: string, places: readonly number[]): string {
  const digits = [...header.slice('sha256='.length)];
  for (const place of places)
    digits[place] = ((parseInt(digits[place] ?? '0', 16) + 1 + (place % 15)) % 16).toString(16);
  return `sha256=${digits.join('')}`;
}
