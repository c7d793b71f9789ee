import { inboxIsEmpty, messagesWith } from '../support/inbox';
import {
  messagesChange,
  newWamid,
  nowInSeconds,
  postSigned,
  textMessage,
  textWebhook,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';

interface Letter {
  reason: string;
  detail: string | null;
  /** Of a whole body. */
  body: Buffer | null;
  /** Of an element. */
  payload: unknown;
}

describe('a signed webhook with a strange body', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startWorker();
  });
  afterAll(() => product.stop());

  /** Posts it, waits until it is worked off, and answers what of it was set aside. */
  async function setAsideOf(body: Buffer | object): Promise<Letter[]> {
    const [last] = await product.database.query<{ id: string }>(
      'SELECT coalesce(max(id::text), $1) AS id FROM webhook_delivery',
      ['00000000-0000-0000-0000-000000000000'],
    );
    expect((await postSigned(product.apiUrl, body)).status).toBe(200);
    await inboxIsEmpty(product.database);
    return product.database.query<Letter>(
      `SELECT reason, detail, body, element->'payload' AS payload FROM dead_letter
       WHERE delivery_id > $1 ORDER BY delivery_id, ordinal`,
      [last?.id],
    );
  }

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['an HTML page', '<html></html>'],
    ['JSON that was cut off', JSON.stringify(textWebhook()).slice(0, -10)],
    ['a byte order mark', `\ufeff${JSON.stringify(textWebhook())}`],
    ['a form', 'object=whatsapp_business_account'],
  ])('that is %s is set aside as not JSON', async (_what, text) => {
    const body = Buffer.from(text);
    expect(await setAsideOf(body)).toEqual([
      { reason: 'not_json', detail: 'not valid JSON', body, payload: null },
    ]);
  });

  it('that is not even text is set aside, byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(await setAsideOf(bytes)).toMatchObject([{ reason: 'not_json', body: bytes }]);
  });

  it.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
    ['lists that never end', '['.repeat(1_000_000)],
  ])('that is nested without end is set aside: %s', async (_what, text) => {
    expect(await setAsideOf(Buffer.from(text))).toMatchObject([
      { reason: 'too_large', detail: 'nested deeper than 32 levels', payload: null },
    ]);
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['an empty list', []],
    ['another product', { object: 'page', entry: [{ id: '1' }] }],
    ['a webhook without entries', { object: 'whatsapp_business_account', entry: [] }],
  ])('that is JSON, but not for us, is set aside: %s', async (_what, body) => {
    const bytes = Buffer.from(JSON.stringify(body));
    expect(await setAsideOf(bytes)).toMatchObject([{ reason: 'not_a_webhook', body: bytes }]);
  });

  it('is stored and readable when it has NUL characters and halves of surrogate pairs', async () => {
    const json = JSON.stringify(textWebhook({ from: '16505550011', name: 'NAME', body: 'BODY' }))
      .replace('NAME', 'An\\u0000a\\ud83d')
      .replace('BODY', 'a\\u0000b \\ud83d c \\udc4b d \\ud83d\\udc4b')
      .replace('"type":', '"x\\u0000\\udc4by":"\\u0000","type":');
    expect(await setAsideOf(Buffer.from(json))).toEqual([]);
    const [message] = await messagesWith(product.database, '16505550011');
    expect(message?.text).toBe('ab \ufffd c \ufffd d 👋');
    const [contact] = await product.database.query(
      `SELECT name FROM contact JOIN contact_identity ON contact_id = contact.id WHERE value = '16505550011'`,
    );
    expect(contact).toEqual({ name: 'Ana\ufffd' });
  });

  it('keeps every digit of an id that is too large for a double', async () => {
    const json = JSON.stringify(textWebhook({ from: '16505550012' })).replace(
      '"type":',
      '"order_id":12345678901234567890123,"type":',
    );
    expect(await setAsideOf(Buffer.from(json))).toEqual([]);
    const [row] = await product.database.query(
      `SELECT payload->>'order_id' AS id FROM message WHERE payload ? 'order_id'`,
    );
    expect(row).toEqual({ id: '12345678901234567890123' });
  });

  it('is stored whole characters only where a name or a text is far too long', async () => {
    const body = `${'x'.repeat(65_535)}👋👋`;
    const name = `${'y'.repeat(199)}👋👋`;
    expect(await setAsideOf(textWebhook({ from: '16505550013', body, name }))).toEqual([]);
    const [message] = await messagesWith(product.database, '16505550013');
    expect(message?.text).toBe('x'.repeat(65_535));
  });

  it('for a number that nobody has connected is set aside, and Meta is not asked to come again', async () => {
    const message = textMessage({ from: '16505550014' });
    const body = webhookOf(messagesChange({ messages: [message] }, '999999999999'));
    expect(await setAsideOf(body)).toEqual([
      {
        reason: 'unknown_channel',
        detail: 'No channel is connected for 999999999999.',
        body: null,
        payload: message,
      },
    ]);
    expect(await messagesWith(product.database, '16505550014')).toEqual([]);
  });

  it('that has only elements without sense is set aside, element by element', async () => {
    const body = webhookOf(
      messagesChange({ messages: [null, 7, { id: 'x' }, []] }),
      { field: { toString: 1 }, value: {} },
      'nonsense',
    );
    const letters = await setAsideOf(body);
    expect(letters).toHaveLength(6);
    expect(new Set(letters.map(({ reason }) => reason))).toEqual(new Set(['not_understood']));
  });

  it('keeps a message of a type that nobody has heard of', async () => {
    const message = {
      from: '16505550015',
      id: newWamid(),
      timestamp: nowInSeconds(),
      type: 'constructor',
      constructor: { body: 'x' },
    };
    expect(await setAsideOf(webhookOf(messagesChange({ messages: [message] })))).toEqual([]);
    const texts = (await messagesWith(product.database, '16505550015')).map(({ text }) => text);
    expect(texts).toEqual([null, expect.stringMatching(/^Message of an unknown type received at /)]);
  });

  it('does not keep the next one from being applied', async () => {
    await Promise.all(
      ['{', '['.repeat(500), '\u0000'].map((text) => postSigned(product.apiUrl, Buffer.from(text))),
    );
    expect(await setAsideOf(textWebhook({ from: '16505550016', body: 'still here' }))).toBeDefined();
    expect((await messagesWith(product.database, '16505550016'))[0]?.text).toBe('still here');
  });
});
