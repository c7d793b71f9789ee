import { Controller, Get, Post, UnauthorizedException, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { newId } from '../../src/kernel/ids';
import { Costs } from '../../src/platform/http/rate-limits/rate-limit.interceptor';
import { UNCOUNTED } from '../../src/platform/http/rate-limits/rate-limits';
import { SmallApi } from '../support/small-api';

class NobodyMayPass {
  canActivate(): never {
    throw new UnauthorizedException();
  }
}

@Controller('v1')
class CounterController {
  @Get('things')
  list(): object {
    return {};
  }

  @Post('things')
  add(): object {
    return {};
  }

  @Get('export')
  @Costs(5)
  export(): object {
    return {};
  }

  @Get('locked')
  @UseGuards(NobodyMayPass)
  locked(): object {
    return {};
  }

  @Post('open')
  @RouteConfig(UNCOUNTED)
  open(): object {
    return {};
  }
}

describe('the rate limits', () => {
  let api: SmallApi;

  beforeAll(async () => {
    api = await SmallApi.start([CounterController], {
      RATE_LIMIT_PER_MINUTE: '10',
      TRUSTED_PROXIES: '10.0.0.0/8',
    });
  });
  afterAll(() => api.stop());

  /** The statuses of so many requests, one after the other. */
  async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
    const all: number[] = [];
    for (let time = 0; time < times; time++) all.push((await ask()).status);
    return all;
  }

  const nobody = (address: string, path = '/api/v1/things', headers: Record<string, string> = {}) =>
    fetch(api.url + path, { headers: { 'x-forwarded-for': address, ...headers } });

  it('let a caller through until the minute is full, and say each time how much is left', async () => {
    const ana = api.as(newId());
    const first = await ana.get('/api/v1/things', { authorization: 'Bearer x' });
    expect(first.headers.get('ratelimit-policy')).toBe('"caller";q=10;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"caller";r=9;t=(60|59)$/);
    expect(await statuses(9, () => ana.get('/api/v1/things', { authorization: 'Bearer x' }))).toEqual(
      Array(9).fill(200),
    );
    const refused = await ana.get('/api/v1/things', { authorization: 'Bearer x' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toMatch(/^"caller";r=0;t=\d+$/);
  });

  it("are each caller's own, even from one address", async () => {
    const ana = api.as(newId());
    await statuses(11, () => ana.get('/api/v1/things', { cookie: 'a=b' }));
    expect((await api.as(newId()).get('/api/v1/things', { cookie: 'a=b' })).status).toBe(200);
  });

  it('count more for what costs more', async () => {
    const ana = api.as(newId());
    expect(await statuses(3, () => ana.get('/api/v1/export', { cookie: 'a=b' }))).toEqual([200, 200, 429]);
    expect(await statuses(3, () => nobody('203.0.113.1', '/api/v1/export'))).toEqual([200, 429, 429]);
  });

  it('count whoever is nobody by their address, half as much', async () => {
    expect(await statuses(6, () => nobody('203.0.113.2'))).toEqual([...Array<number>(5).fill(200), 429]);
    expect((await nobody('203.0.113.3')).status).toBe(200);
  });

  it('count an IPv6 network as one', async () => {
    let host = 0;
    expect(await statuses(6, () => nobody(`2001:db8::${++host}`))).toEqual([
      ...Array<number>(5).fill(200),
      429,
    ]);
    expect((await nobody('2001:db8:0:1::1')).status).toBe(200);
  });

  it('are not passed by a cookie that means nothing, nor by an address that the caller made up', async () => {
    let time = 0;
    const pretending = () =>
      nobody(`198.51.100.${++time}, 203.0.113.4`, '/api/v1/things', { cookie: `parley=${time}` });
    expect(await statuses(6, pretending)).toEqual([...Array<number>(5).fill(200), 429]);
  });

  it('look behind the proxies that are trusted, and no further', async () => {
    const through = (...hops: string[]) => nobody(hops.join(', '));
    await statuses(5, () => through('203.0.113.10', '10.1.2.3'));
    expect((await through('203.0.113.10', '10.1.2.4', '127.0.0.1')).status).toBe(429);
    expect((await through('203.0.113.10', '192.168.0.1')).status).toBe(200);
  });

  it('count keys that do not exist, so that none is found by trying', async () => {
    const guess = () => nobody('203.0.113.5', '/api/v1/locked', { authorization: `Bearer ${newId()}` });
    expect(await statuses(7, guess)).toEqual([...Array<number>(6).fill(401), 429]);
  });

  it('count addresses that lead nowhere, and bodies that were refused', async () => {
    expect(await statuses(6, () => nobody('203.0.113.6', '/api/nothing'))).toEqual([
      ...Array<number>(5).fill(404),
      429,
    ]);
    const strange = () =>
      fetch(`${api.url}/api/v1/things`, {
        method: 'POST',
        body: 'x',
        headers: { 'x-forwarded-for': '203.0.113.7', 'content-type': 'text/plain', cookie: 'a=b' },
      });
    expect(await statuses(7, strange)).toEqual([...Array<number>(6).fill(415), 429]);
  });

  it('turn nobody away where a route is for machines that must get through', async () => {
    const ask = () =>
      fetch(`${api.url}/api/v1/open`, { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.8' } });
    expect(new Set(await statuses(30, ask))).toEqual(new Set([201]));
    expect((await nobody('203.0.113.8')).status).toBe(200);
  });
});
