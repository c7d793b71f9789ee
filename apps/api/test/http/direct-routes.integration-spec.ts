import { Body, Controller, Get, HttpStatus, Post, Req } from '@nestjs/common';
import { Problem, ProblemForNow } from '../../src/kernel/problem';
import { Direct, DirectRequest } from '../../src/platform/http/direct-route';
import { Public } from '../../src/platform/http/route-access';
import { RawConnection } from '../support/raw-connection';
import { rawHttp } from '../support/raw-http';
import { SmallApi } from '../support/small-api';

const MAX_BYTES = 200_000;

@Controller('door')
class DoorController {
  @Get()
  look(): string {
    return 'a door';
  }

  @Post()
  @Direct()
  @Public('for the test')
  async knock(@Req() request: DirectRequest): Promise<string> {
    const body = await request.body(MAX_BYTES);
    if (body.toString() === 'later') throw new ProblemForNow(503, 'later', 'Come again.', 7);
    if (body.toString() === 'who?') throw new Problem(401, 'unknown', 'We do not know you.');
    if (body.toString() === 'fail') throw new Error(`SELECT secret FROM /srv/place; ${HttpStatus.OK}`);
    return `${body.length} bytes from ${request.address} with ${request.header('x-mark')}`;
  }

  @Post('json')
  json(@Body() body: object): object {
    return body;
  }
}

describe('a direct route', () => {
  let api: SmallApi;

  beforeAll(async () => {
    api = await SmallApi.start([DoorController], {
      PUBLIC_URL: 'https://parley.example.com',
      TRUSTED_PROXIES: '203.0.113.0/24',
    });
  });
  afterAll(() => api.stop());

  const knock = (body: string, headers: Record<string, string> = {}, path = '/api/door') =>
    fetch(api.url + path, { method: 'POST', body, headers });
  const request = (body: string) =>
    `POST /api/door HTTP/1.1\r\nHost: api\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const lines = (...more: string[]) => ['POST /api/door HTTP/1.1', ...more];

  it('answers what its handler answers, as plain text', async () => {
    const answer = await knock('hello');
    expect([answer.status, await answer.text()]).toEqual([200, '5 bytes from 127.0.0.1 with undefined']);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it.each([
    ['a success', 'hello', 200],
    ['a refusal', 'who?', 401],
    ['a failure', 'fail', 500],
  ])('carries what every answer carries: %s', async (_what, body, status) => {
    const answer = await knock(body);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('gives the caller their request id back when it is harmless', async () => {
    expect((await knock('x', { 'x-request-id': 'r-1' })).headers.get('x-request-id')).toBe('r-1');
    expect((await knock('x', { 'x-request-id': 'a b' })).headers.get('x-request-id')).not.toBe('a b');
  });

  it('refuses with problem details', async () => {
    const answer = await knock('who?', { 'x-request-id': 'r-2' }, '/api/door?token=secret');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'We do not know you.',
      status: 401,
      instance: '/api/door',
      code: 'unknown',
      requestId: 'r-2',
    });
  });

  it('says when to come again, and ends the connection of who is to', async () => {
    const connection = await RawConnection.to(api.url);
    connection.send(request('later'));
    const answer = await connection.closed();
    for (const part of ['HTTP/1.1 503 ', 'retry-after: 7\r\n', 'connection: close\r\n'])
      expect(answer).toContain(part);
  });

  it('ends the connection of who says that too much will come', async () => {
    const connection = await RawConnection.to(api.url);
    connection.send(`${lines('Host: api', `Content-Length: ${MAX_BYTES + 1}`).join('\r\n')}\r\n\r\n`);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('leaves the connection of who was refused otherwise', async () => {
    const connection = await RawConnection.to(api.url);
    connection.send(request('who?'));
    await connection.answers(1);
    connection.send(request('hello'));
    expect(await connection.answers(2)).toEqual([401, 200]);
    connection.destroy();
  });

  it('tells nothing of a failure but its request id, and the log all of it', async () => {
    const text = await (await knock('fail', { 'x-request-id': 'r-3' })).text();
    expect(text).not.toMatch(/SELECT|secret|srv|stack|\.ts/);
    expect(JSON.parse(text)).toMatchObject({ status: 500, code: 'internal_error', requestId: 'r-3' });
    const logged = api.logLines
      .filter((line) => line.includes('r-3'))
      .map((line) => JSON.parse(line) as object);
    expect(logged).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'error', msg: 'request failed', correlationId: 'r-3' }),
        expect.objectContaining({
          level: 'debug',
          msg: 'request',
          correlationId: 'r-3',
          status: 500,
          path: '/api/door',
        }),
      ]),
    );
  });

  it.each([
    ['a query', '/api/door?a=1'],
    ['an escape', '/api/d%6For'],
    ['a fragment', '/api/door#there'],
  ])('is the same at its address with %s', async (_what, path) => {
    const answer = await rawHttp(api.url, [`POST ${path} HTTP/1.1`, 'Content-Length: 3'], 'abc');
    expect([answer.status, answer.body]).toEqual([200, '3 bytes from 127.0.0.1 with undefined']);
    expect(answer.headers['x-request-id']).toBeDefined();
  });

  it.each([
    ['GET', '/api/door', 200],
    ['PUT', '/api/door', 405],
    ['DELETE', '/api/door', 405],
    ['POST', '/api/door/', 404],
    ['POST', '/api/doors', 404],
    ['POST', '/API/door', 404],
    ['POST', '//api/door', 404],
  ])('takes nothing from its neighbours: %s %s', async (method, path, status) => {
    const answer = await rawHttp(api.url, [`${method} ${path} HTTP/1.1`]);
    expect(answer.status).toBe(status);
  });

  it('does not mind what the content type says, and others still do', async () => {
    for (const type of ['application/json', 'text/plain', 'application/json\ta', 'nonsense', '']) {
      expect((await knock('[', { 'content-type': type })).status).toBe(200);
    }
    expect((await knock('{}', { 'content-type': 'text/plain' }, '/api/door/json')).status).toBe(415);
  });

  it('gives its handler a header that came twice as one text', async () => {
    const answer = await rawHttp(api.url, lines('Content-Length: 0', 'X-Mark: a', 'X-Mark: b'));
    expect(answer.body).toBe('0 bytes from 127.0.0.1 with a, b');
  });

  it.each([
    ['nobody passed it on', undefined, '127.0.0.1'],
    ['a trusted proxy did', '198.51.100.9', '198.51.100.9'],
    ['two trusted proxies did', '198.51.100.9, 203.0.113.5', '198.51.100.9'],
    ['the sender lies about who did', '10.0.0.1, 198.51.100.9', '198.51.100.9'],
    ['what was said is no address', 'somebody', 'undefined'],
  ])('knows where a request came from when %s', async (_what, forwarded, address) => {
    const answer = await knock('', forwarded === undefined ? {} : { 'x-forwarded-for': forwarded });
    expect(await answer.text()).toBe(`0 bytes from ${address} with undefined`);
  });

  describe('with a body that is too large', () => {
    it('refuses before it is sent when it says so itself', async () => {
      const answer = await rawHttp(api.url, lines(`Content-Length: ${MAX_BYTES + 1}`));
      expect([answer.status, answer.headers['connection']]).toEqual([413, 'close']);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'body_too_large' });
    });

    it('refuses in the middle when it does not', async () => {
      const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
      const answer = await rawHttp(api.url, lines('Transfer-Encoding: chunked'), chunk.repeat(4));
      expect(answer.status).toBe(413);
    });

    it('takes the largest that it may be, and no byte more', async () => {
      expect((await knock('x'.repeat(MAX_BYTES))).status).toBe(200);
      expect((await knock('x'.repeat(MAX_BYTES + 1))).status).toBe(413);
    });
  });

  it('forgets a request whose sender went away in the middle', async () => {
    const connection = await RawConnection.to(api.url);
    connection.send(`${lines('Host: api', 'Content-Length: 10').join('\r\n')}\r\n\r\nabc`);
    connection.destroy();
    expect((await knock('hello')).status).toBe(200);
    expect(api.logLines.filter((line) => /unhandled|broke off/.test(line))).toEqual([]);
  });

  it('answers requests that come without waiting for answers, in their order', async () => {
    const connection = await RawConnection.to(api.url);
    connection.send(['a', 'who?', 'bb', 'fail', 'ccc'].map(request).join(''));
    expect(await connection.answers(5)).toEqual([200, 401, 200, 500, 200]);
    const sizes = [...connection.received.matchAll(/(\d+) bytes from/g)].map(([, size]) => size);
    expect(sizes).toEqual(['1', '2', '3']);
    connection.destroy();
  });
});
