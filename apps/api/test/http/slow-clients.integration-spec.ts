import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { Direct, DirectRequest } from '../../src/platform/http/direct-route';
import { Public } from '../../src/platform/http/route-access';
import { eventually } from '../support/eventually';
import { RawConnection } from '../support/raw-connection';
import { rawHttp } from '../support/raw-http';
import { SmallApi } from '../support/small-api';

@Controller('door')
class DoorController {
  @Post()
  @Direct()
  @Public('for the test')
  async knock(@Req() request: DirectRequest): Promise<string> {
    return (await request.body(1_000_000)).toString();
  }

  @Post('json')
  json(@Body() body: object): object {
    return body;
  }

  @Get()
  look(): string {
    return 'a door';
  }
}

/** As in production, only that nobody has to wait for 10 and 15 s. */
const SHORT = { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 50 };

describe('a client that takes its time', () => {
  let api: SmallApi;
  let connections: RawConnection[];

  beforeAll(async () => {
    api = await SmallApi.start([DoorController], {}, SHORT);
  });
  afterAll(() => api.stop());
  beforeEach(() => (connections = []));
  afterEach(() => connections.forEach((connection) => connection.destroy()));

  async function send(bytes: string): Promise<RawConnection> {
    const connection = await RawConnection.to(api.url);
    connections.push(connection);
    connection.send(bytes);
    return connection;
  }

  it.each([
    ['says nothing', ''],
    ['begins to say what it wants', 'POST /api/do'],
    ['never ends its headers', 'POST /api/door HTTP/1.1\r\nHost: api\r\nX-Thing: '],
    ['never ends a body', 'POST /api/door HTTP/1.1\r\nHost: api\r\nContent-Length: 9\r\n\r\nabc'],
    [
      'never ends JSON',
      'POST /api/door/json HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    ],
    [
      'never ends a chunk',
      'POST /api/door HTTP/1.1\r\nHost: api\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc',
    ],
  ])('is told so and left when it %s', async (_what, bytes) => {
    const connection = await send(bytes);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 408 /);
    expect(connection.received).toContain('"code":"request_timeout"');
  });

  it('is left also when a byte comes now and then', async () => {
    const connection = await send('POST /api/door HTTP/1.1\r\nHost: api\r\nContent-Length: 1000\r\n\r\n');
    const drops = setInterval(() => connection.send('x'), 20);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(drops);
  });

  it('may take its time between requests', async () => {
    const request = 'POST /api/door HTTP/1.1\r\nHost: api\r\nContent-Length: 2\r\n\r\nhi';
    const patient = await send(request);
    await patient.answers(1);
    for (let turn = 0; turn < 3; turn += 1) await (await send('POST /api/do')).closed();
    patient.send(request);
    expect(await patient.answers(2)).toEqual([200, 200]);
  });

  it('is left, and so are 500 of them', async () => {
    const slow = await fiveHundredSlow(send);
    await Promise.all(slow.map((connection) => connection.closed()));
    expect(slow.filter(({ received }) => !received.startsWith('HTTP/1.1 408')).length).toBe(0);
  });
});

const fiveHundredSlow = (send: (bytes: string) => Promise<RawConnection>): Promise<RawConnection[]> =>
  Promise.all(
    Array.from({ length: 500 }, (_, index) =>
      send(
        `POST /api/door HTTP/1.1\r\nHost: api\r\n${index % 2 === 0 ? 'X-' : 'Content-Length: 9\r\n\r\na'}`,
      ),
    ),
  );

describe('many clients at once', () => {
  it('are let in up to a number, and one more when one of them has left', async () => {
    const api = await SmallApi.start([DoorController], {}, { maxConnections: 5 });
    const request = 'GET /api/door HTTP/1.1\r\nHost: api\r\n\r\n';
    const knock = async (): Promise<RawConnection> => {
      const connection = await RawConnection.to(api.url);
      connection.send(request);
      await connection.answers(1);
      return connection;
    };
    const inside = await Promise.all(Array.from({ length: 5 }, knock));
    expect(inside.map(({ statuses }) => statuses)).toEqual(inside.map(() => [200]));
    expect((await knock()).statuses).toEqual([]);
    inside[0]?.destroy();
    await eventually('there is room', async () => (await knock()).statuses.length === 1);
    for (const connection of inside) connection.destroy();
    await api.stop();
  });
});

describe('the headers of a request', () => {
  let api: SmallApi;

  beforeAll(async () => {
    api = await SmallApi.start([DoorController]);
  });
  afterAll(() => api.stop());

  it('do not keep others waiting while 500 clients take their time over them', async () => {
    const slow = await fiveHundredSlow(async (bytes) => {
      const connection = await RawConnection.to(api.url);
      connection.send(bytes);
      return connection;
    });
    const knock = () => fetch(`${api.url}/api/door`, { method: 'POST', body: 'hello' });
    const answers = await Promise.all(Array.from({ length: 20 }, knock));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(slow.filter(({ isClosed }) => isClosed).length).toBe(0);
    for (const connection of slow) connection.destroy();
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: a`);
  // rawHttp adds two.
  it.each([
    ['POST', 98, 200],
    ['POST', 99, 431],
    ['POST', 500, 431],
    ['GET', 98, 200],
    ['GET', 99, 431],
  ])('are refused beyond 100: %s with %d and two more is %d', async (method, count, status) => {
    const answer = await rawHttp(api.url, [`${method} /api/door HTTP/1.1`, ...many(count)]);
    expect(answer.status).toBe(status);
    if (status === 431) expect(JSON.parse(answer.body)).toMatchObject({ code: 'headers_too_large' });
  });

  it.each([
    ['16 kB of one', ['X-Thing: ' + 'x'.repeat(16_400)]],
    ['64 kB of one', ['X-Thing: ' + 'x'.repeat(65_536)]],
    ['16 kB in all', Array.from({ length: 40 }, (_, index) => `X-${index}: ${'x'.repeat(420)}`)],
    ['a name of 64 kB', ['X'.repeat(65_536) + ': x']],
  ])('are refused beyond 16 kB: %s', async (_what, lines) => {
    const answer = await rawHttp(api.url, ['POST /api/door HTTP/1.1', ...lines]);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      431,
      expect.objectContaining({ code: 'headers_too_large' }),
    ]);
  });

  const FORGED = 'GET /api/door HTTP/1.1\r\nHost: api\r\n\r\n';
  it.each([
    ['a length and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked'], `0\r\n\r\n${FORGED}`],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4'], `0\r\n\r\n${FORGED}`],
    ['two lengths', ['Content-Length: 0', `Content-Length: ${FORGED.length}`], FORGED],
    ['two lengths in one', [`Content-Length: 0, ${FORGED.length}`], FORGED],
    ['a length with a sign', ['Content-Length: +4'], 'abcd'],
    ['a negative length', ['Content-Length: -1'], FORGED],
    ['a hexadecimal length', ['Content-Length: 0x4'], 'abcd'],
    ['a length beyond all numbers', ['Content-Length: 99999999999999999999999'], FORGED],
    ['an unknown coding', ['Transfer-Encoding: cow'], `0\r\n\r\n${FORGED}`],
    ['chunks that are not last', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${FORGED}`],
    ['chunks with a tab', ['Transfer-Encoding:\tchunked', 'Content-Length: 4'], `0\r\n\r\n${FORGED}`],
    ['chunks with a strange letter', ['Transfer-Encoding: \u000bchunked'], `0\r\n\r\n${FORGED}`],
    ['a space before the colon', ['Transfer-Encoding : chunked', 'Content-Length: 0'], `0\r\n\r\n${FORGED}`],
    ['a folded length', ['Content-Length:', ' 4'], 'abcd'],
    ['a chunk size that is none', ['Transfer-Encoding: chunked'], `zz\r\n\r\n${FORGED}`],
    ['a chunk that is longer than it says', ['Transfer-Encoding: chunked'], `1\r\nabc\r\n0\r\n\r\n${FORGED}`],
    ['a bare line feed in chunks', ['Transfer-Encoding: chunked'], `1\na\n0\n\n${FORGED}`],
    ['a bare line feed between headers', ['X-Thing: a\nContent-Length: 4'], 'abcd'],
    ['a bare carriage return', ['X-Thing: a\rContent-Length: 4'], 'abcd'],
  ])('leave nobody in doubt where it ends: %s', async (_what, lines, body) => {
    const connection = await RawConnection.to(api.url);
    connection.send(`${['POST /api/door HTTP/1.1', 'Host: api', ...lines].join('\r\n')}\r\n\r\n${body}`);
    await connection.closed();
    expect(connection.received).not.toContain('a door');
    expect(connection.statuses.at(-1)).toBe(400);
  });
});
