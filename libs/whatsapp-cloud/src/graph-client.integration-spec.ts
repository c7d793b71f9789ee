import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { GraphClient, type GraphClientOptions } from './graph-client';
import type { SendOutcome } from './send-outcome';
import { InvalidMessage } from './messages/invalid-message';
import { PATIENT } from './server.fixture';

const TOKEN = 'EAAtoken123';
const CREDENTIALS = { phoneNumberId: '106540352242922', accessToken: TOKEN };
const SUCCESS =
  '{"contacts":[{"input":"+351912345678","wa_id":"351912345678"}],"messages":[{"id":"wamid.1"}]}';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});

async function listening<T extends Server | TcpServer>(server: T): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  open.push({ close: () => sockets.forEach((socket) => socket.destroy()) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(baseUrl: string, options: Partial<GraphClientOptions> = {}): GraphClient {
  const graph = new GraphClient({ baseUrl, version: 'v25.0', timeouts: PATIENT, ...options });
  open.push(graph);
  return graph;
}

/** Sends one text to a server that behaves like `handler`. */
async function sendTo(
  handler: RequestListener,
  options: Partial<GraphClientOptions> = {},
): Promise<SendOutcome> {
  const graph = client(await listening(createServer(handler)), options);
  return graph.sendText(CREDENTIALS, { to: '351912345678', body: 'hello' });
}

const answering =
  (status: number, type: string, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(body);

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

describe('sending through Graph', () => {
  it('posts the text to the number, with the token, and reports the id', async () => {
    const seen: { method?: string; url?: string; token?: string; type?: string; body?: unknown } = {};
    const outcome = await sendTo(async (request: IncomingMessage, response: ServerResponse) => {
      seen.method = request.method ?? '';
      seen.url = request.url ?? '';
      seen.token = request.headers.authorization ?? '';
      seen.type = request.headers['content-type'] ?? '';
      seen.body = JSON.parse(await bodyOf(request));
      response.end(SUCCESS);
    });
    expect(outcome).toEqual({
      kind: 'accepted',
      messageId: 'wamid.1',
      waId: '351912345678',
      userId: null,
      messageStatus: null,
      attempt: {
        httpStatus: 200,
        code: null,
        traceId: null,
        bytesWritten: true,
        durationMs: expect.any(Number),
      },
    });
    expect(seen).toEqual({
      method: 'POST',
      url: '/v25.0/106540352242922/messages',
      token: `Bearer ${TOKEN}`,
      type: 'application/json',
      body: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '+351912345678',
        type: 'text',
        text: { body: 'hello', preview_url: false },
      },
    });
  });

  it('keeps a path in front of the version', async () => {
    let url = '';
    const server = await listening(
      createServer((request, response) => {
        url = request.url ?? '';
        response.end(SUCCESS);
      }),
    );
    await client(`${server}/graph/`).sendText(CREDENTIALS, { to: '351912345678', body: 'x' });
    expect(url).toBe('/graph/v25.0/106540352242922/messages');
  });

  it('reports a Graph error as a rejection', async () => {
    const error =
      '{"error":{"message":"(#131030) Recipient not allowed","type":"OAuthException","code":131030}}';
    const outcome = await sendTo(answering(400, 'application/json', error));
    expect(outcome).toMatchObject({
      kind: 'rejected',
      error: { code: 131030, httpStatus: 400, retry: 'permanent' },
    });
  });

  it.each([
    ['an HTML page under 429', 429, 'text/html', '<html><body>slow down</body></html>', 'slow down'],
    ['an HTML page under 200', 200, 'application/json', '<html><body>welcome</body></html>', 'welcome'],
    ['nothing under 503', 503, 'application/json', '', null],
    ['JSON that breaks off', 200, 'application/json', SUCCESS.slice(0, 60), SUCCESS.slice(0, 60)],
    ['success without an id', 200, 'application/json', '{"success":true}', '{"success":true}'],
  ])('calls it unknown when the answer is %s', async (_what, status, type, body, snippet) => {
    expect(await sendTo(answering(status, type, body))).toMatchObject({
      kind: 'unknown',
      reason: expect.any(String),
      httpStatus: status,
      snippet,
    });
  });

  it('does not follow a redirect, and calls it unknown', async () => {
    const paths: string[] = [];
    const outcome = await sendTo((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(paths.length === 1 ? 302 : 200, { location: '/elsewhere' }).end(SUCCESS);
    });
    expect(outcome).toMatchObject({ kind: 'unknown', httpStatus: 302 });
    expect(paths).toEqual(['/v25.0/106540352242922/messages']);
  });

  it('stops reading a 10 MB answer at the cap, and calls it unknown', async () => {
    let sentBytes = 0;
    let whenCut: () => void = () => undefined;
    const cut = new Promise<void>((resolve) => (whenCut = resolve));
    const outcome = await sendTo((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(64 * 1024, ' ');
      const pour = (): void => {
        while (sentBytes < 10 * 1024 * 1024 && !response.destroyed) {
          sentBytes += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', pour);
        }
        response.end(SUCCESS);
      };
      response.on('close', whenCut);
      pour();
    });
    expect(outcome).toMatchObject({ kind: 'unknown', reason: 'answered more than we read', httpStatus: 200 });
    await cut;
    expect(sentBytes).toBeLessThan(10 * 1024 * 1024);
  });

  it('reads an answer exactly as long as the cap', async () => {
    const handler = answering(200, 'application/json', SUCCESS);
    const atTheCap = await sendTo(handler, { maxResponseBytes: SUCCESS.length });
    const aboveTheCap = await sendTo(handler, { maxResponseBytes: SUCCESS.length - 1 });
    expect([atTheCap.kind, aboveTheCap.kind]).toEqual(['accepted', 'unknown']);
  });

  it('fazer-ai #259: gives up on headers that do not come, calls it unknown, and sends no second one', async () => {
    let requests = 0;
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<undefined>();
    const outcome = await sendTo(
      () => {
        requests += 1;
        asked(undefined);
      },
      { timeouts: { ...PATIENT, headersMs: 150 } },
    );
    expect(outcome).toMatchObject({
      kind: 'unknown',
      reason: 'no answer came: UND_ERR_HEADERS_TIMEOUT',
      httpStatus: null,
      snippet: null,
    });
    await isAsked;
    expect(requests).toBe(1);
  });

  it('gives up on a body that drips without end: unknown', async () => {
    const drips: NodeJS.Timeout[] = [];
    open.push({ close: () => drips.forEach(clearInterval) });
    const dripping: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      drips.push(setInterval(() => response.write(' '), 20));
    };
    const outcome = await sendTo(dripping, { timeouts: { ...PATIENT, bodyMs: 150 } });
    expect(outcome).toMatchObject({
      kind: 'unknown',
      httpStatus: 200,
      reason: 'the answer broke off: BodyTooSlow',
    });
  });

  it('calls it unknown when the connection is reset after the request', async () => {
    const outcome = await sendTo((request) => request.socket.resetAndDestroy());
    expect(outcome).toMatchObject({
      kind: 'unknown',
      reason: 'no answer came: ECONNRESET',
      httpStatus: null,
    });
  });

  it('calls it unknown when the connection breaks in the middle of the answer', async () => {
    const outcome = await sendTo((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"messages":', () => response.destroy());
    });
    expect(outcome).toMatchObject({ kind: 'unknown', httpStatus: 200 });
  });

  it('calls it not sent when the connection is refused', async () => {
    const server = createServer();
    const url = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await client(url).sendText(CREDENTIALS, { to: '351912345678', body: 'x' })).toMatchObject({
      kind: 'not_sent',
      reason: 'could not connect: ECONNREFUSED',
    });
  });

  it('calls it not sent when the name does not resolve', async () => {
    const outcome = await client('http://graph.invalid').sendText(CREDENTIALS, {
      to: '351912345678',
      body: 'x',
    });
    expect(outcome).toMatchObject({
      kind: 'not_sent',
      reason: expect.stringMatching(/^could not connect: E/),
    });
  });

  it('calls it not sent when the other side does not speak TLS', async () => {
    const url = await listening(createTcpServer((socket) => socket.end('not TLS at all\n')));
    const outcome = await client(url.replace('http:', 'https:')).sendText(CREDENTIALS, {
      to: '351912345678',
      body: 'x',
    });
    expect(outcome).toMatchObject({ kind: 'not_sent', reason: expect.stringContaining('could not connect') });
  });

  it('calls it not sent when the TLS handshake outlasts the connect timeout', async () => {
    const url = await listening(createTcpServer());
    const graph = client(url.replace('http:', 'https:'), { timeouts: { ...PATIENT, connectMs: 100 } });
    expect(await graph.sendText(CREDENTIALS, { to: '351912345678', body: 'x' })).toMatchObject({
      kind: 'not_sent',
      reason: 'could not connect: UND_ERR_CONNECT_TIMEOUT',
    });
  });

  it('calls it not sent once it is closed', async () => {
    const graph = client('http://127.0.0.1:1');
    await graph.close();
    expect(await graph.sendText(CREDENTIALS, { to: '351912345678', body: 'x' })).toMatchObject({
      kind: 'not_sent',
      reason: 'the client is closed',
    });
  });

  it('courier, the retry after the request was written: sends once, however the server fails', async () => {
    let requests = 0;
    await sendTo((request) => {
      requests += 1;
      request.socket.resetAndDestroy();
    });
    expect(requests).toBe(1);
  });

  it.each([
    ['body', CREDENTIALS, { to: '351912345678', body: 'x'.repeat(4097) }],
    ['to', CREDENTIALS, { to: 'nobody', body: 'x' }],
    ['phoneNumberId', { ...CREDENTIALS, phoneNumberId: '../me' }, { to: '351912345678', body: 'x' }],
    ['accessToken', { ...CREDENTIALS, accessToken: 'a\r\nb' }, { to: '351912345678', body: 'x' }],
  ])('refuses a bad %s before it calls anybody', async (field, credentials, message) => {
    let requests = 0;
    const url = await listening(createServer(() => (requests += 1)));
    const error = await client(url)
      .sendText(credentials, message)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidMessage);
    expect(error).toMatchObject({ field });
    expect(requests).toBe(0);
  });

  it('never shows the token in an outcome', async () => {
    const page = answering(500, 'text/html', `<p>you sent ${TOKEN}</p>`);
    expect(JSON.stringify(await sendTo(page))).not.toContain(TOKEN);
  });
});
