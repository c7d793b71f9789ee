import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { GraphClientOptions } from './graph-client';
import { InvalidMessage } from './messages/invalid-message';
import { answering, CREDENTIALS, PATIENT, Servers, TOKEN } from './server.fixture';

const JSON_TYPE = { 'content-type': 'application/json' };
const servers = new Servers();
afterEach(() => servers.closeAll());

interface Seen {
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

/** A Graph that answers every request alike, and what it was asked. */
async function graph(answer: string, options: Partial<GraphClientOptions> = {}) {
  const seen: Seen[] = [];
  const url = await servers.http(async (request, response) => {
    const body = await buffer(request).catch(() => null);
    // A request that broke off wants no answer.
    if (body === null) return;
    seen.push({ request, body });
    response.writeHead(200, JSON_TYPE).end(answer);
  });
  return { seen, client: servers.client(url, options) };
}

describe('sending any message', () => {
  it('posts the envelope, asks for nothing packed, and reports all that Meta says', async () => {
    const { seen, client } = await graph(
      '{"contacts":[{"user_id":"US.1"}],"messages":[{"id":"wamid.1","message_status":"accepted"}]}',
    );
    const outcome = await client.sendMessage(CREDENTIALS, {
      recipient: { kind: 'bsuid', value: 'US.1' },
      type: 'template',
      body: { name: 'hello', language: { code: 'en' } },
      callbackData: 'm1.1',
    });
    expect(outcome).toMatchObject({
      kind: 'accepted',
      messageId: 'wamid.1',
      waId: null,
      userId: 'US.1',
      messageStatus: 'accepted',
      attempt: { httpStatus: 200, bytesWritten: true },
    });
    expect(JSON.parse(String(seen[0]?.body))).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      recipient: 'US.1',
      type: 'template',
      template: { name: 'hello', language: { code: 'en' } },
      biz_opaque_callback_data: 'm1.1',
    });
    expect(seen[0]?.request.headers['accept-encoding']).toBe('identity');
  });

  it('asks nobody about a message that Graph is certain to refuse', async () => {
    const { seen, client } = await graph('{}');
    const sent = client.sendMessage(CREDENTIALS, {
      recipient: { kind: 'phone', value: '351912345678' },
      type: 'reaction',
      body: { emoji: 'yes' },
    });
    await expect(sent).rejects.toThrow(InvalidMessage);
    await expect(sent).rejects.toMatchObject({
      faults: [{ field: 'reaction.message_id' }, { field: 'reaction.emoji' }],
    });
    expect(seen).toEqual([]);
  });

  it('reports how long Meta asks to be left alone', async () => {
    const headers = { ...JSON_TYPE, 'retry-after': '17', 'x-fb-trace-id': 'Cx1' };
    const url = await servers.http(answering(400, headers, '{"error":{"code":130429,"message":"m"}}'));
    const outcome = await servers.client(url).sendText(CREDENTIALS, { to: '351912345678', body: 'x' });
    expect(outcome).toMatchObject({
      kind: 'rejected',
      retryAfterMs: 17_000,
      attempt: { httpStatus: 400, code: 130429, traceId: 'Cx1' },
    });
  });
});

describe('marking a message as read', () => {
  it.each([
    [false, {}],
    [true, { typing_indicator: { type: 'text' } }],
  ])('posts it, with typing %s', async (typing, more) => {
    const { seen, client } = await graph('{"success":true}');
    const outcome = await client.markRead(CREDENTIALS, 'wamid.1', { typing });
    expect(outcome).toMatchObject({ kind: 'done', attempt: { httpStatus: 200 } });
    expect(seen[0]?.request.url).toBe('/v25.0/106540352242922/messages');
    expect(JSON.parse(String(seen[0]?.body))).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.1',
      ...more,
    });
  });

  it('has failed when Meta does not say that it is done', async () => {
    const { client } = await graph('{"success":false}');
    expect(await client.markRead(CREDENTIALS, 'wamid.1', { typing: false })).toMatchObject({
      kind: 'failed',
      reason: 'answered success without success',
      snippet: '{"success":false}',
    });
  });

  it('is rejected with the error of Meta', async () => {
    const url = await servers.http(answering(400, JSON_TYPE, '{"error":{"code":131009,"message":"old"}}'));
    const outcome = await servers.client(url).markRead(CREDENTIALS, 'wamid.1', { typing: false });
    expect(outcome).toMatchObject({ kind: 'rejected', error: { code: 131009, retry: 'permanent' } });
  });

  it('has failed when nobody is there', async () => {
    const client = servers.client('http://127.0.0.1:1');
    expect(await client.markRead(CREDENTIALS, 'wamid.1', { typing: false })).toMatchObject({
      kind: 'failed',
      httpStatus: null,
      attempt: { bytesWritten: false },
    });
  });
});

describe('uploading a file', () => {
  const file = (content: string | Buffer, mimeType = 'image/png', fileName = 'a.png') => ({
    stream: Readable.from([content]),
    mimeType,
    fileName,
  });

  it('posts it as a form, in pieces, and reports the id', async () => {
    const { seen, client } = await graph('{"id":"7"}');
    const outcome = await client.uploadMedia(CREDENTIALS, file('the bytes', 'image/png', 'a "b"\r\nc é.png'));
    expect(outcome).toMatchObject({ kind: 'uploaded', mediaId: '7', attempt: { httpStatus: 200 } });
    const [{ request, body } = { request: undefined, body: '' }] = seen;
    expect(request?.url).toBe('/v25.0/106540352242922/media');
    expect(request?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    const boundary = /boundary=(.+)$/.exec(request?.headers['content-type'] ?? '')?.[1] ?? '';
    expect(String(body)).toBe(
      [
        `--${boundary}`,
        'Content-Disposition: form-data; name="messaging_product"',
        '',
        'whatsapp',
        `--${boundary}`,
        'Content-Disposition: form-data; name="file"; filename="a %22b%22%0D%0Ac é.png"',
        'Content-Type: image/png',
        '',
        'the bytes',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    );
  });

  it('says the length beforehand where it is known', async () => {
    const { seen, client } = await graph('{"id":"7"}');
    await client.uploadMedia(CREDENTIALS, { ...file('the bytes'), byteSize: 9 });
    const [{ request, body } = { request: undefined, body: '' }] = seen;
    expect(request?.headers['content-length']).toBe(String(body.length));
    expect(request?.headers['transfer-encoding']).toBeUndefined();
  });

  it.each([3, 30])('has failed when the stream is not as long as was said (%i)', async (byteSize) => {
    const { client } = await graph('{"id":"7"}');
    const outcome = await client.uploadMedia(CREDENTIALS, { ...file('the bytes'), byteSize });
    expect(outcome.kind).toBe('failed');
  });

  it('takes a sticker of 500 KB, and ends one that is a byte longer', async () => {
    const { client } = await graph('{"id":"7"}');
    const just = await client.uploadMedia(CREDENTIALS, file(Buffer.alloc(512_000), 'image/webp'));
    const over = await client.uploadMedia(CREDENTIALS, file(Buffer.alloc(512_001), 'image/webp'));
    expect([just.kind, over]).toMatchObject(['uploaded', { kind: 'refused', code: 'too_large' }]);
  });

  it.each([
    ['too_large', { ...file('x'), byteSize: 5_242_881 }],
    ['empty_file', { ...file('x'), byteSize: 0 }],
    ['malformed_type', file('x', 'image')],
    ['malformed_type', file('x', 'image/png\r\nX-Other: 1')],
  ])('asks nobody about what is %s, and ends its stream', async (code, toUpload) => {
    const { seen, client } = await graph('{"id":"7"}');
    expect(await client.uploadMedia(CREDENTIALS, toUpload)).toMatchObject({ kind: 'refused', code });
    expect(seen).toEqual([]);
    expect(toUpload.stream.destroyed).toBe(true);
  });

  it('has failed when its stream fails, and when it stalls', async () => {
    const timeouts = { ...PATIENT, totalMs: 1_500 };
    const { client } = await graph('{"id":"7"}', { timeouts });
    const failing = new PassThrough();
    failing.write('some');
    setTimeout(() => failing.destroy(new Error('the disk is gone')), 20);
    const stalling = new PassThrough();
    stalling.write('some');
    const stalled = client.uploadMedia(CREDENTIALS, { ...file(''), stream: stalling, byteSize: 256 });
    const failed = client.uploadMedia(CREDENTIALS, { ...file(''), stream: failing });
    expect(await failed).toMatchObject({ kind: 'failed', reason: 'the file could not be read' });
    expect(await stalled).toMatchObject({ kind: 'failed', reason: 'no answer came: TotalTimeout' });
    expect(stalling.destroyed).toBe(true);
  });

  it('has failed when its stream had failed before', async () => {
    const { client } = await graph('{"id":"7"}');
    const stream = new PassThrough();
    const uploaded = client.uploadMedia(CREDENTIALS, { ...file(''), stream });
    stream.destroy(new Error('the disk is gone'));
    expect(await uploaded).toMatchObject({ kind: 'failed', reason: 'the file could not be read' });
  });

  it('hears a refusal that comes before the file has been read', async () => {
    const url = await servers.http((_request, response) => {
      response.writeHead(400, JSON_TYPE).end('{"error":{"code":131053,"message":"type"}}');
    });
    const stream = new PassThrough();
    stream.write('some');
    const outcome = await servers.client(url).uploadMedia(CREDENTIALS, { ...file(''), stream });
    expect(outcome).toMatchObject({ kind: 'rejected', error: { code: 131053 } });
    expect(stream.destroyed).toBe(true);
  });

  it('reads no more than is sent', async () => {
    const url = await servers.http((request) => void request.pause());
    let read = 0;
    const endless = new Readable({
      read() {
        read += 65_536;
        this.push(Buffer.alloc(65_536));
      },
    });
    const client = servers.client(url, { timeouts: { ...PATIENT, headersMs: 150 } });
    const outcome = await client.uploadMedia(CREDENTIALS, {
      stream: endless,
      mimeType: 'application/pdf',
      fileName: 'a.pdf',
    });
    expect(outcome.kind).toBe('failed');
    expect(read).toBeLessThan(50 * 1024 * 1024);
  });

  it('rejects only for credentials that cannot be, and ends the stream then too', async () => {
    const { seen, client } = await graph('{"id":"7"}');
    const toUpload = file('x');
    await expect(
      client.uploadMedia({ ...CREDENTIALS, phoneNumberId: '../me' }, toUpload),
    ).rejects.toMatchObject({
      field: 'phoneNumberId',
    });
    expect(toUpload.stream.destroyed).toBe(true);
    expect(seen).toEqual([]);
  });

  it('has failed once the client is closed', async () => {
    const { client } = await graph('{"id":"7"}');
    await client.close();
    const toUpload = file('x');
    expect(await client.uploadMedia(CREDENTIALS, toUpload)).toMatchObject({
      kind: 'failed',
      reason: 'the client is closed',
    });
  });
});
