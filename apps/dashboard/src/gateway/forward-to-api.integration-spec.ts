import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forwardToApi } from './forward-to-api';
import { endOpenStreams, openStreams } from './open-streams';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let api: Server | undefined;

/** A real HTTP server that stands where the API stands. */
async function apiThat(handler: Handler): Promise<URL> {
  const server = createServer(handler);
  api = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const request = (path: string, init?: RequestInit) => new Request(`http://dashboard.test${path}`, init);
const streaming = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });

async function nextText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value } = await reader.read();
  return new TextDecoder().decode(value);
}

afterEach(async () => {
  api?.closeAllConnections();
  await new Promise<void>((resolve) => (api ? api.close(() => resolve()) : resolve()));
  api = undefined;
});

describe('forwarding to the API', () => {
  it('passes method, path, query, headers and bytes on, and the answer back', async () => {
    const seen: { method?: string; url?: string; headers?: IncomingMessage['headers']; body?: Buffer } = {};
    const url = await apiThat(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      Object.assign(seen, {
        method: incoming.method,
        url: incoming.url,
        headers: incoming.headers,
        body: Buffer.concat(chunks),
      });
      response.writeHead(202, {
        'content-type': 'application/json',
        'x-request-id': 'r-1',
        'set-cookie': ['a=1', 'b=2'],
      });
      response.end('{"ok":true}');
    });
    const body = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const answer = await forwardToApi(
      request('/api/v1/things?limit=2&q=%C3%A9', {
        method: 'POST',
        body,
        headers: {
          cookie: 's=1',
          'x-hub-signature-256': 'sha256=ab',
          connection: 'x-private',
          'x-private': '1',
        },
      }),
      url,
    );
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ ok: true });
    expect(answer.headers.get('x-request-id')).toBe('r-1');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(seen).toMatchObject({ method: 'POST', url: '/api/v1/things?limit=2&q=%C3%A9', body });
    expect(seen.headers).toMatchObject({ cookie: 's=1', 'x-hub-signature-256': 'sha256=ab', host: url.host });
    expect(seen.headers).not.toHaveProperty('x-private');
  });

  it('passes on what the API decides by, and adds nothing that it would believe', async () => {
    const conventions = {
      'parley-tenant': 'demo',
      'idempotency-key': 'k-1',
      'if-match': '"3"',
      origin: 'http://dashboard.test',
      'sec-fetch-site': 'same-origin',
      cookie: 'parley=a; other=b',
      authorization: 'Bearer parley_test_x',
      'x-forwarded-for': '203.0.113.7, 127.0.0.1',
    };
    let seen: IncomingMessage['headers'] = {};
    const url = await apiThat((incoming, response) => {
      seen = incoming.headers;
      response.end();
    });
    await forwardToApi(request('/api/v1/things', { method: 'POST', headers: conventions, body: '{}' }), url);
    expect(seen).toMatchObject(conventions);
    await forwardToApi(request('/api/v1/things', { method: 'POST', body: '{}' }), url);
    for (const name of Object.keys(conventions)) expect(seen).not.toHaveProperty(name);
  });

  it('hands the browser what the API tells it, several cookies and all', async () => {
    const told = {
      etag: '"4"',
      'retry-after': '7',
      'clear-site-data': '"cache", "storage"',
      'idempotency-replayed': 'true',
      ratelimit: '"caller";r=0;t=7',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
    };
    const url = await apiThat((_incoming, response) => {
      response
        .writeHead(429, { ...told, 'set-cookie': ['parley=a; HttpOnly', 'parley=; Max-Age=0'] })
        .end('{}');
    });
    const answer = await forwardToApi(request('/api/v1/session'), url);
    expect(Object.fromEntries(answer.headers)).toMatchObject(told);
    expect(answer.headers.getSetCookie()).toEqual(['parley=a; HttpOnly', 'parley=; Max-Age=0']);
    expect(await answer.text()).toBe('{}');
  });

  it.each([204, 205, 304])('hands on an answer that has no body: %i', async (status) => {
    const url = await apiThat((_incoming, response) => response.writeHead(status).end());
    const answer = await forwardToApi(request('/api/v1/things/1', { method: 'DELETE' }), url);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });

  it('hands redirects to the browser instead of following them', async () => {
    const url = await apiThat((_incoming, response) =>
      response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
    );
    const answer = await forwardToApi(request('/api/docs'), url);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
  });

  it.each(['/api/../admin', '/api/%2e%2e/admin', '/apiary'])(
    'forwards nothing outside /api/: %s',
    async (path) => {
      let calls = 0;
      const url = await apiThat((_incoming, response) => {
        calls++;
        response.end();
      });
      const answer = await forwardToApi(request(path), url);
      expect([answer.status, calls]).toEqual([404, 0]);
    },
  );

  it('answers 502 with a request id when the API is away', async () => {
    const answer = await forwardToApi(
      request('/api/v1/tenant', { headers: { 'x-request-id': 'r-7' } }),
      new URL('http://127.0.0.1:1'),
    );
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 502,
      code: 'api_unreachable',
      instance: '/api/v1/tenant',
      requestId: 'r-7',
    });
  });
});

describe('forwarding an event stream', () => {
  it('delivers each event while the API is still writing, and asks nobody to transform it', async () => {
    let write: ((event: string) => void) | undefined;
    const url = await apiThat((_incoming, response) => {
      streaming(response).flushHeaders();
      write = (event) => response.write(event);
    });
    const answer = await forwardToApi(request('/api/v1/events'), url);
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    write?.('data: 1\n\n');
    expect(await nextText(reader)).toBe('data: 1\n\n');
    write?.('data: 2\n\n');
    expect(await nextText(reader)).toBe('data: 2\n\n');
    await reader.cancel();
  });

  it('ends the call to the API when the browser goes away', async () => {
    let closed: Promise<unknown> | undefined;
    const url = await apiThat((_incoming, response) => {
      streaming(response).write(': hello\n\n');
      closed = once(response, 'close');
    });
    const browser = new AbortController();
    const answer = await forwardToApi(request('/api/v1/events', { signal: browser.signal }), url);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await nextText(reader);
    browser.abort();
    await closed;
    await expect(reader.read()).rejects.toThrow();
    expect(openStreams.size).toBe(0);
  });

  it('lets a stopping dashboard end the streams that would never end', async () => {
    let closed: Promise<unknown> | undefined;
    const url = await apiThat((_incoming, response) => {
      streaming(response).write(': hello\n\n');
      closed = once(response, 'close');
    });
    const answer = await forwardToApi(request('/api/v1/events'), url);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await nextText(reader);
    expect(openStreams.size).toBe(1);
    endOpenStreams();
    await closed;
    await expect(reader.read()).rejects.toThrow();
  });
});
