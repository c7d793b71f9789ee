import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { MediaClient, type WantedMedia } from './media-client';
import type { MediaOutcome } from './media-outcome';

const TOKEN = 'EAAtoken123';
const CREDENTIALS = { phoneNumberId: '106540352242922', accessToken: TOKEN };
const PICTURE = Buffer.from('the bytes of a picture');
const SHA256 = createHash('sha256').update(PICTURE).digest('hex');
/** For tests in which nobody is to be given up, however busy the machine is. */
const PATIENT = { connectMs: 30_000, headersMs: 30_000, silenceMs: 30_000, totalMs: 60_000 };
const SHORT = { ...PATIENT, headersMs: 200, silenceMs: 200 };
const MEDIA = { mediaId: '1234567890', url: null, maxBytes: 1_000_000 };

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});

interface Listener {
  readonly url: string;
  /** Method and path of every request, with the token that it brought. */
  readonly asked: string[];
}

async function listening(handler: RequestListener): Promise<Listener> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'without a token'}`);
    handler(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

interface Behaviour {
  /** More of the description, or another address. */
  describes?: Record<string, unknown>;
  answersDescription?: (response: ServerResponse, url: string) => void;
  answersFile?: (response: ServerResponse, request: IncomingMessage, time: number) => void;
}

/** A Graph that keeps its bytes on its own host, as the simulator does. */
async function graph({ describes = {}, answersDescription, answersFile }: Behaviour): Promise<Listener> {
  let times = 0;
  const listener = await listening((request, response) => {
    const url = `${listener.url}/bytes`;
    if (request.url?.startsWith('/bytes')) {
      times += 1;
      if (answersFile) answersFile(response, request, times);
      else
        response
          .writeHead(200, { 'content-type': 'image/png', 'content-length': PICTURE.length })
          .end(PICTURE);
    } else if (answersDescription) answersDescription(response, url);
    else {
      const description = {
        url,
        mime_type: 'image/png',
        sha256: SHA256,
        file_size: PICTURE.length,
        ...describes,
      };
      response.end(JSON.stringify(description));
    }
  });
  return listener;
}

function client(baseUrl: string, hosts: readonly string[] = [], timeouts = PATIENT): MediaClient {
  const media = new MediaClient({ baseUrl, version: 'v25.0', hosts, timeouts });
  open.push(media);
  return media;
}

const openFrom = (listener: Listener, wanted: Partial<WantedMedia> = {}): Promise<MediaOutcome> =>
  client(listener.url).open(CREDENTIALS, { ...MEDIA, ...wanted });

function contentOf(outcome: MediaOutcome): Readable {
  if (outcome.kind !== 'opened') throw new Error(`It was not opened: ${JSON.stringify(outcome)}`);
  return outcome.content;
}

const troubleOf = (outcome: MediaOutcome): Promise<unknown> =>
  buffer(contentOf(outcome)).then(
    () => 'none',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  );

describe('the client for media', () => {
  it('asks Graph for the description with the number, then for the bytes, with the token each time', async () => {
    const server = await graph({});
    const outcome = await openFrom(server);
    expect(outcome).toMatchObject({ kind: 'opened', mimeType: 'image/png', byteSize: 22, sha256: SHA256 });
    expect(await buffer(contentOf(outcome))).toEqual(PICTURE);
    expect(server.asked).toEqual([
      `GET /v25.0/1234567890?phone_number_id=106540352242922 Bearer ${TOKEN}`,
      `GET /bytes Bearer ${TOKEN}`,
    ]);
  });

  it('reads a size that is a text', async () => {
    expect(await openFrom(await graph({ describes: { file_size: '22' } }))).toMatchObject({ byteSize: 22 });
  });

  it('asks the address of the webhook first, and Graph not at all when it is good', async () => {
    const server = await graph({});
    const outcome = await openFrom(server, { url: `${server.url}/bytes` });
    expect(outcome).toMatchObject({ kind: 'opened', mimeType: 'image/png', byteSize: 22, sha256: null });
    expect(await buffer(contentOf(outcome))).toEqual(PICTURE);
    expect(server.asked).toEqual([`GET /bytes Bearer ${TOKEN}`]);
  });

  it('asks Graph for a new address when the one of the webhook is over', async () => {
    const server = await graph({
      answersFile: (response, request) => {
        if (request.url === '/bytes?old') response.writeHead(404).end('gone');
        else response.end(PICTURE);
      },
    });
    const outcome = await openFrom(server, { url: `${server.url}/bytes?old` });
    expect(await buffer(contentOf(outcome))).toEqual(PICTURE);
    expect(server.asked).toHaveLength(3);
  });

  it('asks for a new address once when the first is over already, and then gives up for now', async () => {
    const once = await graph({
      answersFile: (response, _request, time) => response.writeHead(time === 1 ? 404 : 200).end(PICTURE),
    });
    expect(await buffer(contentOf(await openFrom(once)))).toEqual(PICTURE);

    const never = await graph({ answersFile: (response) => response.writeHead(404).end() });
    expect(await openFrom(never)).toMatchObject({ kind: 'postponed', code: 'media_not_found' });
    expect(never.asked).toHaveLength(4);
  });
});

describe('the token of a number', () => {
  it('is not shown to a host that Graph names and nobody configured, who is not asked at all', async () => {
    const canary = await listening((_request, response) => response.end(PICTURE));
    const server = await graph({ describes: { url: `${canary.url}/steal` } });
    expect(await openFrom(server)).toEqual({
      kind: 'refused',
      code: 'refused_host',
      reason: expect.any(String) as string,
    });
    expect(canary.asked).toEqual([]);
  });

  it('is not shown to a host that the webhook names', async () => {
    const canary = await listening((_request, response) => response.end(PICTURE));
    const server = await graph({});
    expect(await openFrom(server, { url: `${canary.url}/steal` })).toMatchObject({ kind: 'opened' });
    expect(canary.asked).toEqual([]);
  });

  it('does not follow a redirect', async () => {
    const canary = await listening((_request, response) => response.end(PICTURE));
    const server = await graph({
      answersFile: (response) => response.writeHead(302, { location: `${canary.url}/steal` }).end(),
    });
    expect(await openFrom(server)).toMatchObject({ kind: 'postponed', code: 'unexpected_answer' });
    expect(canary.asked).toEqual([]);
  });

  it('is shown to a host that is configured', async () => {
    const files = await listening((_request, response) => response.end(PICTURE));
    const server = await graph({ describes: { url: `${files.url}/file?mid=1` } });
    const media = client(server.url, [new URL(files.url).host]);
    expect(await buffer(contentOf(await media.open(CREDENTIALS, MEDIA)))).toEqual(PICTURE);
    expect(files.asked).toEqual([`GET /file?mid=1 Bearer ${TOKEN}`]);
  });

  it('is in no outcome', async () => {
    const error = { message: `bad token ${TOKEN}`, code: 190 };
    const server = await graph({
      answersDescription: (response) => response.writeHead(401).end(JSON.stringify({ error })),
    });
    expect(JSON.stringify(await openFrom(server))).not.toContain(TOKEN);
  });

  it.each(['', 'two words', 'line\nbreak', 'é'])(
    'is nothing that a header cannot carry: %j',
    async (accessToken) => {
      const server = await graph({});
      const outcome = await client(server.url).open({ ...CREDENTIALS, accessToken }, MEDIA);
      expect(outcome).toMatchObject({ kind: 'postponed', code: 'access_token_refused' });
      expect(server.asked).toEqual([]);
    },
  );
});

describe('a media id', () => {
  it.each(['', '../me', 'me/accounts', '1?fields=x', '1#', 'a'.repeat(129)])(
    'that could lead elsewhere is asked of nobody: %j',
    async (mediaId) => {
      const server = await graph({});
      expect(await openFrom(server, { mediaId })).toMatchObject({ kind: 'refused', code: 'media_gone' });
      expect(server.asked).toEqual([]);
    },
  );
});

describe('what Graph says instead of a description', () => {
  const saying = (status: number, body: string) =>
    graph({ answersDescription: (response) => response.writeHead(status).end(body) });
  const error = (code: number, more = {}) => JSON.stringify({ error: { code, message: 'No.', ...more } });

  it.each([
    ['an id that it does not know', 400, error(100, { error_subcode: 33 }), 'refused', 'media_gone'],
    ['an object that is gone', 400, error(33), 'refused', 'media_gone'],
    ['a file that it could not get', 400, error(131052), 'refused', 'refused_by_whatsapp'],
    ['a token that is over', 401, error(190), 'postponed', 'access_token_refused'],
    ['no permission', 403, error(10), 'postponed', 'access_token_refused'],
    ['too many calls', 400, error(80007), 'postponed', 'busy'],
    ['an error of its own', 500, error(2), 'postponed', 'busy'],
    ['a page with an error of its own', 503, '<html>', 'postponed', 'busy'],
    ['a page', 200, '<html>', 'postponed', 'unexpected_answer'],
    ['nothing', 200, '', 'postponed', 'unexpected_answer'],
    ['a description without an address', 200, '{"id":"1"}', 'postponed', 'unexpected_answer'],
    ['more than a description', 200, ' '.repeat(100_000), 'postponed', 'unexpected_answer'],
    ['another place', 302, '', 'postponed', 'unexpected_answer'],
  ])('%s', async (_what, status, body, kind, code) => {
    expect(await openFrom(await saying(status, body))).toMatchObject({ kind, code });
  });

  it.each([
    ['silence', () => undefined],
    ['a connection that ends', (response: ServerResponse) => response.destroy()],
    ['a description that never ends', (response: ServerResponse) => response.write('{')],
  ])('%s: it may come later', async (_what, answersDescription) => {
    const hurried = client((await graph({ answersDescription })).url, [], SHORT);
    expect(await hurried.open(CREDENTIALS, MEDIA)).toMatchObject({ kind: 'postponed', code: 'unreachable' });
  });

  it('nothing, where nobody listens', async () => {
    const outcome = await client('http://127.0.0.1:1').open(CREDENTIALS, MEDIA);
    expect(outcome).toMatchObject({ kind: 'postponed', code: 'unreachable' });
  });
});

describe('a server that does not give the file', () => {
  const giving = (answersFile: NonNullable<Behaviour['answersFile']>, describes = {}) =>
    graph({ answersFile, describes });

  it('is not asked when the description says that the file is too large', async () => {
    const server = await giving(() => undefined, { file_size: '1000001' });
    expect(await openFrom(server)).toMatchObject({ kind: 'refused', code: 'too_large' });
    expect(server.asked).toHaveLength(1);
  });

  it('is not read when it announces too much', async () => {
    const server = await giving((response) => {
      response.writeHead(200, { 'content-length': '1000001' });
      response.write('a');
    });
    expect(await openFrom(server)).toMatchObject({ kind: 'refused', code: 'too_large' });
  });

  it('is cut off when it does not stop', async () => {
    let poured = 0;
    let whenCut: () => void = () => undefined;
    const cut = new Promise<void>((resolve) => (whenCut = resolve));
    const server = await giving((response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) poured += 65_536;
        response.once('drain', pour);
      };
      response.on('close', whenCut);
      pour();
    });
    expect(await troubleOf(await openFrom(server))).toBe('too_large');
    await cut;
    expect(poured).toBeLessThan(20_000_000);
  });

  it('is taken at its word to the last byte', async () => {
    const server = await giving((response) => response.end(Buffer.alloc(1000)));
    expect(await troubleOf(await openFrom(server, { maxBytes: 1000 }))).toBe('none');
    expect(await openFrom(server, { maxBytes: 999 })).toMatchObject({ kind: 'refused', code: 'too_large' });
  });

  it('is cut off when it drips', async () => {
    const server = await giving((response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const hurried = client(server.url, [], { ...PATIENT, totalMs: 400 });
    expect(await troubleOf(await hurried.open(CREDENTIALS, MEDIA))).toBe('too_slow');
  });

  it('is cut off when it falls silent', async () => {
    const server = await giving((response) => response.write('the beginning'));
    // By the address of the webhook, as the description has to come within that time too.
    const media = { ...MEDIA, url: `${server.url}/bytes` };
    const hurried = client(server.url, [], { ...PATIENT, silenceMs: 200 });
    expect(await troubleOf(await hurried.open(CREDENTIALS, media))).toBe('UND_ERR_BODY_TIMEOUT');
  });

  it.each([
    [
      'ends before the length that it announced',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('the beginning', () => response.destroy());
      },
    ],
    [
      'resets the connection in the middle',
      (response: ServerResponse) => {
        response.write('the beginning', () => response.socket?.resetAndDestroy());
      },
    ],
  ])('breaks the stream when it %s', async (_what, answersFile) => {
    expect(await troubleOf(await openFrom(await giving(answersFile)))).not.toBe('none');
  });

  it.each([
    ['a page', { 'content-type': 'text/html; charset=utf-8' }, '<html>sign in</html>'],
    ['an error', { 'content-type': 'application/json' }, '{"error":{}}'],
    [
      'a bomb',
      { 'content-type': 'image/png', 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(5_000_000)),
    ],
  ])('is not believed when it gives %s', async (_what, headers, body) => {
    const server = await giving((response) => response.writeHead(200, headers).end(body));
    expect(await openFrom(server)).toMatchObject({ kind: 'postponed', code: 'unexpected_answer' });
  });

  it('is believed when the file is a page', async () => {
    const headers = { 'content-type': 'text/html' };
    const server = await giving((response) => response.writeHead(200, headers).end('<html>'), {
      mime_type: 'text/html',
    });
    expect(await openFrom(server)).toMatchObject({ kind: 'opened', mimeType: 'text/html' });
  });

  it.each([
    [401, 'access_token_refused'],
    [403, 'access_token_refused'],
    [429, 'busy'],
    [503, 'busy'],
    [206, 'unexpected_answer'],
  ])('may give it later when it says %i', async (status, code) => {
    const server = await giving((response) => response.writeHead(status).end());
    expect(await openFrom(server)).toMatchObject({ kind: 'postponed', code });
  });

  it('is left as soon as nobody reads any more', async () => {
    let whenCut: () => void = () => undefined;
    const cut = new Promise<void>((resolve) => (whenCut = resolve));
    const server = await giving((response) => {
      response.write('the beginning');
      response.on('close', whenCut);
    });
    contentOf(await openFrom(server)).destroy();
    await cut;
  });
});

describe('a client that is closed', () => {
  it('breaks off what it was asking, and asks nobody any more', async () => {
    const server = await graph({ answersDescription: () => undefined });
    const media = new MediaClient({ baseUrl: server.url, version: 'v25.0', hosts: [] });
    const asking = media.open(CREDENTIALS, MEDIA);
    while (server.asked.length === 0) await new Promise(setImmediate);
    await media.close();
    expect(await asking).toMatchObject({ kind: 'postponed', code: 'unreachable' });
    expect(await media.open(CREDENTIALS, MEDIA)).toMatchObject({ kind: 'postponed', code: 'unreachable' });
    expect(server.asked).toHaveLength(1);
  });
});
