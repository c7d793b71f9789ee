import { createServer as createTcpServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { RequestListener } from 'node:http';
import type { GraphClient } from './graph-client';
import { MediaClient } from './media-client';
import { answering, CREDENTIALS, PATIENT, Servers } from './server.fixture';

const servers = new Servers();
afterEach(() => servers.closeAll());

const TEXT = { to: '351912345678', body: 'hello' };
const SUCCESS =
  '{"contacts":[{"wa_id":"351912345678"}],"messages":[{"id":"wamid.1"}],"id":"7","success":true}';

/** The three calls that answer JSON to us, and what each is called when it went well. */
const CALLS: readonly (readonly [
  name: string,
  well: string,
  call: (client: GraphClient) => Promise<{ kind: string }>,
])[] = [
  ['send', 'accepted', (client) => client.sendText(CREDENTIALS, TEXT)],
  ['read mark', 'done', (client) => client.markRead(CREDENTIALS, 'wamid.1', { typing: true })],
  [
    'upload',
    'uploaded',
    (client) =>
      client.uploadMedia(CREDENTIALS, {
        stream: Readable.from(['x']),
        mimeType: 'image/png',
        fileName: 'a.png',
      }),
  ],
];

const PAGE = '<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>';

describe('pywa #230 (HTML/empty error bodies)', () => {
  const BODIES: readonly (readonly [what: string, status: number, type: string, body: string])[] = [
    ['HTML under 429', 429, 'text/html', PAGE],
    ['HTML under 503', 503, 'text/html', PAGE],
    ['HTML under 400', 400, 'text/html', PAGE],
    ['HTML that says it is JSON under 200', 200, 'application/json', PAGE],
    ['nothing under 400', 400, 'application/json', ''],
    ['nothing under 503', 503, 'text/plain', ''],
    ['nothing under 200', 200, 'application/json', ''],
    ['JSON that breaks off under 200', 200, 'application/json', SUCCESS.slice(0, 40)],
    ['JSON that breaks off under 500', 500, 'application/json', '{"error":{"code":1'],
  ];

  describe.each(CALLS)('a %s', (name, well, call) => {
    it.each(BODIES)(
      'answered with %s is neither a success nor a crash',
      async (_what, status, type, body) => {
        const url = await servers.http(answering(status, { 'content-type': type, 'retry-after': '5' }, body));
        const outcome = await call(servers.client(url));
        expect(outcome).toMatchObject({
          kind: name === 'send' ? 'unknown' : 'failed',
          httpStatus: status,
          retryAfterMs: 5_000,
        });
        expect(JSON.stringify(outcome)).not.toContain('<');
      },
    );

    it('answered with JSON that breaks off under 400 was refused, for a reason that nobody can read', async () => {
      const url = await servers.http(answering(400, {}, '{"error":{"mess'));
      expect(await call(servers.client(url))).toMatchObject({
        kind: 'rejected',
        error: { title: 'unparsed', code: null, httpStatus: 400 },
      });
    });

    it('answered with 200 and no id is no success', async () => {
      const url = await servers.http(answering(200, {}, '{"messaging_product":"whatsapp"}'));
      expect((await call(servers.client(url))).kind).not.toBe(well);
    });

    it('goes well again with the next good answer', async () => {
      let times = 0;
      const url = await servers.http((request, response) => {
        times += 1;
        answering(times === 1 ? 503 : 200, {}, times === 1 ? PAGE : SUCCESS)(request, response);
      });
      const client = servers.client(url);
      expect([(await call(client)).kind, (await call(client)).kind]).toEqual([
        name === 'send' ? 'unknown' : 'failed',
        well,
      ]);
    });
  });

  it.each(BODIES)(
    'a file that is answered with %s is neither opened nor a crash',
    async (_what, status, type, body) => {
      const url = await servers.http(answering(status, { 'content-type': type }, body));
      const media = servers.closing(new MediaClient({ baseUrl: url, version: 'v25.0', hosts: [] }));
      const outcome = await media.open(CREDENTIALS, { mediaId: '1', url: null, maxBytes: 1_000 });
      expect(outcome.kind).toBe('postponed');
    },
  );
});

describe('an answer that would not end, or would not fit', () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
  const ANSWERS: readonly (readonly [
    what: string,
    handler: RequestListener,
    reason: string,
    bodyMs: number,
  ])[] = [
    [
      'a gzip bomb',
      answering(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, bomb),
      'answered in an encoding that we did not ask for',
      PATIENT.bodyMs,
    ],
    [
      'ten megabytes',
      answering(200, { 'content-type': 'application/json' }, `"${'x'.repeat(10 * 1024 * 1024)}"`),
      'answered more than we read',
      PATIENT.bodyMs,
    ],
    [
      'a body without an end',
      (_request, response) => {
        response.writeHead(200);
        const drips = servers.closing({ close: () => clearInterval(timer) });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => drips.close());
      },
      'the answer broke off: BodyTooSlow',
      150,
    ],
  ];

  describe.each(CALLS)('to a %s', (name, _well, call) => {
    it.each(ANSWERS)('is given up: %s', async (_what, handler, reason, bodyMs) => {
      const timeouts = { ...PATIENT, bodyMs };
      const outcome = await call(servers.client(await servers.http(handler), { timeouts }));
      expect(outcome).toMatchObject({
        kind: name === 'send' ? 'unknown' : 'failed',
        httpStatus: 200,
        reason,
      });
    });
  });

  it('is given up while its headers drip', async () => {
    const url = await servers.listening(
      createTcpServer((socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('x-more: 1\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      }),
    );
    const started = performance.now();
    const timeouts = { ...PATIENT, totalMs: 1_500 };
    const outcome = await servers.client(url, { timeouts }).sendText(CREDENTIALS, TEXT);
    expect(outcome).toMatchObject({ kind: 'unknown', httpStatus: null });
    expect(performance.now() - started).toBeLessThan(PATIENT.headersMs);
  });
});

describe('a connection that is reset', () => {
  it("before the request is nobody's loss: not sent", async () => {
    const url = await servers.listening(createTcpServer((socket) => socket.resetAndDestroy()));
    const client = servers.client(url.replace('http:', 'https:'));
    expect(await client.sendText(CREDENTIALS, TEXT)).toMatchObject({
      kind: 'not_sent',
      attempt: { bytesWritten: false, httpStatus: null },
    });
  });

  it('in the middle of the request is unknown', async () => {
    const url = await servers.listening(
      createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect(await servers.client(url).sendText(CREDENTIALS, TEXT)).toMatchObject({
      kind: 'unknown',
      attempt: { bytesWritten: true, httpStatus: null },
    });
  });

  it('in the middle of an answer is unknown under 200, and a refusal under 400', async () => {
    const breaking =
      (status: number): RequestListener =>
      (_request, response) => {
        response.writeHead(status, { 'content-length': '1000' });
        response.write('{"error":{"code":', () => response.socket?.resetAndDestroy());
      };
    const of = async (status: number) =>
      servers.client(await servers.http(breaking(status))).sendText(CREDENTIALS, TEXT);
    expect(await of(200)).toMatchObject({ kind: 'unknown', httpStatus: 200 });
    expect(await of(500)).toMatchObject({ kind: 'unknown', httpStatus: 500 });
    expect(await of(429)).toMatchObject({ kind: 'unknown', httpStatus: 429 });
    expect(await of(400)).toMatchObject({ kind: 'rejected', error: { title: 'unparsed' } });
  });

  it('while it was idle costs the next message nothing', async () => {
    const sockets: Socket[] = [];
    const url = await servers.http((request, response) => {
      sockets.push(request.socket);
      answering(200, {}, SUCCESS)(request, response);
    });
    const client = servers.client(url);
    await client.sendText(CREDENTIALS, TEXT);
    sockets[0]?.resetAndDestroy();
    // Whatever came meanwhile is heard only after the timers.
    await new Promise((resolve) => setTimeout(() => setImmediate(resolve), 50));
    expect((await client.sendText(CREDENTIALS, TEXT)).kind).toBe('accepted');
    expect(sockets[1]).not.toBe(sockets[0]);
  });
});

describe('a message that waits for a connection', () => {
  it('is not sent when its time is over, and never later', async () => {
    const bodies: string[] = [];
    let answerFirst: () => void = () => undefined;
    const url = await servers.http((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(String(chunk)));
      if (bodies.length === 0) answerFirst = () => void response.end(SUCCESS);
      else response.end(SUCCESS);
    });
    const timeouts = { ...PATIENT, totalMs: 1_500 };
    const client = servers.client(url, { timeouts, maxConnections: 1 });
    const slow = servers.client(url, { timeouts: PATIENT });
    const first = client.sendText(CREDENTIALS, { ...TEXT, body: 'first' });
    const second = client.sendText(CREDENTIALS, { ...TEXT, body: 'second' });
    expect(await second).toMatchObject({
      kind: 'not_sent',
      reason: 'TotalTimeout',
      attempt: { bytesWritten: false },
    });
    expect(await first).toMatchObject({ kind: 'unknown', reason: 'no answer came: TotalTimeout' });
    answerFirst();
    expect((await slow.sendText(CREDENTIALS, { ...TEXT, body: 'third' })).kind).toBe('accepted');
    expect(bodies.join()).toContain('third');
    expect(bodies.join()).not.toContain('second');
  });
});
