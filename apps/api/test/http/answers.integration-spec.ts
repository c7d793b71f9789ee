import {
  Body,
  Controller,
  Get,
  HttpStatus,
  MessageEvent,
  Patch,
  Post,
  Query,
  Res,
  Sse,
} from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { Observable, of } from 'rxjs';
import { PageQuery, placeOf } from '../../src/platform/http/page';
import { rawHttp } from '../support/raw-http';
import { SmallApi } from '../support/small-api';

@Controller('v1')
class AnswersController {
  @Get('things')
  list(@Query() query: PageQuery): object {
    return { limit: query.limit, place: placeOf(query) };
  }

  @Get('named')
  named(@Query('name') name: unknown): object {
    return { name };
  }

  @Get('plain')
  plain(): object {
    return {};
  }

  @Patch('things/:thingId')
  change(@Body() body: object): object {
    return body;
  }

  @Get('private')
  private(@Res({ passthrough: true }) reply: FastifyReply): object {
    void reply.header('cache-control', 'private, max-age=60');
    return {};
  }

  @Post('failure')
  fail(): never {
    throw new Error(`SELECT secret FROM /srv/place; ${HttpStatus.OK}`);
  }

  @Sse('events')
  events(): Observable<MessageEvent> {
    return of({ data: 'hello' });
  }
}

describe('every answer', () => {
  let api: SmallApi;

  beforeAll(async () => {
    api = await SmallApi.start([AnswersController], { PUBLIC_URL: 'https://parley.example.com' });
  });
  afterAll(() => api.stop());

  const ask = (path: string, init: RequestInit = {}) => fetch(api.url + path, init);
  const raw = (...lines: string[]) => rawHttp(api.url, lines);

  const CASES: [string, () => Promise<Response>, number][] = [
    ['a success', () => ask('/api/v1/plain'), 200],
    ['a stream of events', () => ask('/api/v1/events'), 200],
    ['a refusal', () => ask('/api/v1/things?limit=0'), 400],
    ['an address that leads nowhere', () => ask('/api/nothing'), 404],
    ['an address outside the API', () => ask('/'), 404],
    ['an address that cannot be read', () => ask('/api/%ff'), 400],
    ['a wrong method', () => ask('/api/v1/plain', { method: 'DELETE' }), 405],
    ['a wrong type', () => ask('/api/v1/failure', { method: 'POST', body: 'x' }), 415],
    ['a failure', () => ask('/api/v1/failure', { method: 'POST' }), 500],
    ['the document', () => ask('/api/openapi.json'), 200],
  ];

  it.each(CASES)('may only be shown, kept and framed by nobody: %s', async (_what, request, status) => {
    const answer = await request();
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': expect.stringContaining('no-store') as string,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-request-id': expect.any(String) as string,
    });
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
      expect(answer.headers.get(name)).toBeNull();
    await answer.body?.cancel();
  });

  it('may be kept by the browser where its route says so', async () => {
    expect((await ask('/api/v1/private')).headers.get('cache-control')).toBe('private, max-age=60');
  });

  it('tells nothing of a failure but its request id', async () => {
    const answer = await ask('/api/v1/failure', { method: 'POST', headers: { 'x-request-id': 'r-1' } });
    const text = await answer.text();
    expect(text).not.toMatch(/SELECT|secret|srv|stack|\.ts/);
    expect(JSON.parse(text)).toMatchObject({ status: 500, code: 'internal_error', requestId: 'r-1' });
    expect(api.logLines.filter((line) => line.includes('SELECT secret') && line.includes('r-1'))).not.toEqual(
      [],
    );
  });

  it('lets no page of another site read it, whoever it says it is', async () => {
    for (const origin of ['https://evil.example', 'https://parley.example.com', 'null']) {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await ask('/api/v1/plain', {
          method,
          headers: { origin, 'access-control-request-method': 'GET' },
        });
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  it.each([
    ['POST', '/api/v1/plain', 'GET, HEAD'],
    ['GET', '/api/v1/failure', 'POST'],
    ['DELETE', '/api/v1/things/7', 'PATCH'],
    ['OPTIONS', '/api/v1/plain', 'GET, HEAD'],
    ['TRACE', '/api/v1/plain', 'GET, HEAD'],
    ['PROPFIND', '/api/v1/plain', 'GET, HEAD'],
    ['TRACE', '/api/nothing', ''],
  ])('says which methods there are: %s %s', async (method, path, allow) => {
    const answer = await raw(`${method} ${path} HTTP/1.1`);
    expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'method_not_allowed', instance: path });
  });

  it.each([
    ['no HTTP', ['hello']],
    ['an unknown method', ['BREW /api/v1/plain HTTP/1.1']],
    ['two lengths', ['POST /api/v1/failure HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2']],
    [
      'a length and chunks',
      ['POST /api/v1/failure HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked'],
    ],
    ['a NUL in a header', ['GET /api/v1/plain HTTP/1.1', 'X-Thing: a\u0000b']],
    ['a folded header', ['GET /api/v1/plain HTTP/1.1', 'X-Thing: a', ' b']],
  ])('is a problem where the request is %s', async (_what, lines) => {
    const answer = await raw(...lines);
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 400, code: 'bad_request' });
  });

  it('is a problem where the headers are too large', async () => {
    const answer = await raw('GET /api/v1/plain HTTP/1.1', `X-Thing: ${'x'.repeat(20_000)}`);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      431,
      expect.objectContaining({ code: 'headers_too_large' }),
    ]);
  });

  it.each([
    '/api/v1/things?limits=5',
    '/api/v1/things?limit=5&limit=6',
    '/api/v1/things?limit[]=5',
    '/api/v1/things?limit[a]=5',
    '/api/v1/things?limit=0',
    '/api/v1/things?limit=-1',
    '/api/v1/things?limit=101',
    '/api/v1/things?limit=1.5',
    '/api/v1/things?limit=x',
    '/api/v1/things?limit=1e309',
    '/api/v1/things?limit=',
    '/api/v1/things?cursor=x',
    '/api/v1/things?cursor=a&cursor=b',
    '/api/v1/things?cursor=%00',
    '/api/v1/things?__proto__=1',
    '/api/v1/things?constructor=1',
    '/api/v1/plain?x',
    '/api/v1/plain?x=1&y=2',
    '/api/v1/plain?__proto__=1',
    '/api/v1/named?nam=1',
  ])('to a query that the route does not take is a refusal: %s', async (path) => {
    const answer = await ask(path);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid_input' }),
    ]);
  });

  it('is one where the query is one that the route takes', async () => {
    expect(await (await ask('/api/v1/named?name=Ana')).json()).toEqual({ name: 'Ana' });
    expect(await (await ask('/api/v1/things?limit=100')).json()).toEqual({ limit: 100, place: null });
    expect((await ask('/api/v1/plain?')).status).toBe(200);
  });
});

describe('the page that shows the API', () => {
  it.each([
    ['is not there in a live installation', {}, 404],
    ['is there in a test installation', { INSTALLATION: 'test' }, 200],
    ['is there where it is asked for', { API_DOCS: 'on' }, 200],
    ['is not there where it is not wanted', { API_DOCS: 'off', INSTALLATION: 'test' }, 404],
  ])('%s', async (_what, settings: Record<string, string>, status) => {
    const api = await SmallApi.start([AnswersController], settings);
    try {
      const answer = await fetch(`${api.url}/api/docs`);
      expect(answer.status).toBe(status);
      expect(await (await fetch(`${api.url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
      if (status !== 200) return;
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      const html = await answer.text();
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
      for (const [, source = ''] of html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)) {
        const script = await fetch(new URL(source, `${api.url}/api/docs`));
        expect([source, script.status]).toEqual([source, 200]);
        await script.arrayBuffer();
      }
    } finally {
      await api.stop();
    }
  });
});

describe('an installation that people reach without https', () => {
  it('asks no browser to insist on it', async () => {
    const api = await SmallApi.start([AnswersController]);
    try {
      const answer = await fetch(`${api.url}/api/v1/plain`);
      expect(answer.headers.get('strict-transport-security')).toBeNull();
      await answer.text();
    } finally {
      await api.stop();
    }
  });
});
