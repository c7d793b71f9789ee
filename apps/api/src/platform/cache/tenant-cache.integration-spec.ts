import { Redis } from 'ioredis';
import { CachedThings } from '../../../test/support/cached-things';
import { describeWithRedis, TestRedis } from '../../../test/support/redis';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { describeTenantCache } from './tenant-cache.contract';
import { FRESH_MS, LIFE_MS } from './tenant-caches';

describeTenantCache('a cache over PostgreSQL', () => CachedThings.create());

describe('a cache over PostgreSQL', () => {
  it('loads anew after a minute what somebody may have changed by hand', async () => {
    const things = await CachedThings.create();
    const [process, acme] = [await things.startProcess(), await things.newTenant()];
    await things.put(acme, 'one', 1);
    await process.read(acme, 'one');
    await things.put(acme, 'one', 2);
    things.nowMs += LIFE_MS;
    expect(await process.read(acme, 'one')).toBe(2);
    await things.end();
  });
});

describeWithRedis('where there is a redis-server', () => {
  let server: TestRedis;
  let redis: Redis;

  beforeAll(async () => {
    server = await TestRedis.start();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  describeTenantCache('a cache before Redis', () => CachedThings.create(server.url));

  describe('a cache before Redis', () => {
    let things: CachedThings;
    let way: TcpProxy;
    let acme = '';
    const start = () => Promise.all([things.startProcess(), things.startProcess()]);

    beforeEach(async () => {
      way = await TcpProxy.to(server.url);
      things = await CachedThings.create(way.through(server.url));
      acme = await things.newTenant();
      await things.put(acme, 'one', 1);
      await redis.flushall();
    });
    afterEach(async () => {
      await way.mend();
      await things.end();
      await way.close();
    });
    const keyOf = (id: string): string => `tenant:${acme}:thing:${id}`;

    it('shares what one process has loaded with the others', async () => {
      const [one, other] = await start();
      await one.read(acme, 'one');
      expect(await other.read(acme, 'one')).toBe(1);
      expect(other.loads).toBe(0);
    });

    it('includes the id of the tenant in every key, and leaves none there for ever', async () => {
      const [process] = await start();
      const bolt = await things.newTenant();
      for (const tenantId of [acme, bolt]) await process.read(tenantId, 'one');
      const keys = (await redis.keys('*')).sort();
      const expected = [acme, bolt].flatMap((id) => [`tenant:${id}:cache`, `tenant:${id}:thing:one`]);
      expect(keys).toEqual(expected.sort());
      for (const key of keys) {
        const lifeMs = await redis.pttl(key);
        expect(lifeMs).toBeGreaterThan(0);
        expect(lifeMs).toBeLessThanOrEqual(LIFE_MS);
      }
    });

    it('takes nothing from Redis that is older than PostgreSQL, that it cannot read, or of a time before a backup', async () => {
      const [one, other] = await start();
      await one.write(acme, 'one', 2);
      await one.read(acme, 'one');
      const kept = String(await redis.get(keyOf('one')));
      expect(kept).toMatch(/^[\da-f-]{36} 2$/);
      let value = 2;
      for (const odd of [kept, 'first 7', '', 'nonsense', kept.replace(' ', '')]) {
        await one.write(acme, 'one', (value += 1));
        await redis.set(keyOf('one'), odd);
        things.nowMs += FRESH_MS + 1;
        expect([odd, await other.read(acme, 'one')]).toEqual([odd, value]);
      }
    });

    it('loads anew a minute after the first has loaded, whoever of the others has it from Redis', async () => {
      const [one, other] = await start();
      await one.read(acme, 'one');
      await things.pass(LIFE_MS - 5_000);
      expect([await other.read(acme, 'one'), other.loads]).toEqual([1, 0]);
      await things.put(acme, 'one', 'by hand');
      await things.pass(5_000);
      expect(await other.read(acme, 'one')).toBe('by hand');
    });

    it('keeps in Redis what took long to load for no longer than anything else', async () => {
      const [one, other] = await start();
      one.beforeAnswer = () => things.pass(LIFE_MS / 2);
      await one.read(acme, 'one');
      const leftMs = await redis.pttl(keyOf('one'));
      expect([leftMs > 0, leftMs <= LIFE_MS / 2]).toEqual([true, true]);
      one.beforeAnswer = () => things.pass(LIFE_MS);
      await one.write(acme, 'one', 2);
      await one.read(acme, 'one');
      expect(await redis.exists(keyOf('one'))).toBe(0);
      expect([await other.read(acme, 'one'), other.loads]).toEqual([2, 1]);
    });

    it('drops what is in Redis of a tenant, and nothing of another or of anybody else', async () => {
      const [one, other] = await start();
      const bolt = await things.newTenant();
      await things.put(bolt, 'one', 'theirs');
      for (const [tenantId, id] of [
        [acme, 'one'],
        [acme, 'two'],
        [bolt, 'one'],
      ] as const)
        await one.read(tenantId, id);
      await redis.set(`tenant:${acme}:limit:sends`, 'not of the cache');
      expect(await other.clear(acme)).toEqual({ entries: 2, entities: { thing: 2 } });
      const left = [`tenant:${acme}:limit:sends`, `tenant:${bolt}:cache`, `tenant:${bolt}:thing:one`];
      expect((await redis.keys('*')).sort()).toEqual(left.sort());
    });

    it.each([
      ['is cut off', (): unknown => way.cut()],
      ['hangs', (): unknown => way.block()],
      ['takes what it is told and answers nothing', (): unknown => way.silence()],
      ['has lost everything', (): unknown => redis.flushall()],
    ])('is slower and never wrong while Redis %s', async (_trouble, make) => {
      const [one, other] = await start();
      await one.read(acme, 'one');
      await other.read(acme, 'one');
      await make();
      await one.write(acme, 'one', 2);
      expect(await one.read(acme, 'one')).toBe(2);
      things.nowMs += FRESH_MS + 1;
      const begun = performance.now();
      expect(await other.read(acme, 'one')).toBe(2);
      expect(await one.clear(acme)).toMatchObject({ entities: { thing: 1 } });
      expect(await one.read(acme, 'one')).toBe(2);
      // It waits a moment for Redis each time, and would for ever otherwise.
      expect(performance.now() - begun).toBeLessThan(10_000);
      await way.mend();
      await one.write(acme, 'one', 3);
      things.nowMs += FRESH_MS + 1;
      expect([await one.read(acme, 'one'), await other.read(acme, 'one')]).toEqual([3, 3]);
    });
  });
});
