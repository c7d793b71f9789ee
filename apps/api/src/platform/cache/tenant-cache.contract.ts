import fc from 'fast-check';
import { CachedThings, ThingsProcess } from '../../../test/support/cached-things';
import { currentActor, currentTenants, forTenants, MissingTenant } from '../../kernel/context';
import { FRESH_MS } from './tenant-caches';

/** What a cache of tenants promises, whatever it shares what it loaded by. */
export function describeTenantCache(name: string, open: () => Promise<CachedThings>): void {
  describe(name, () => {
    let things: CachedThings;
    let [ours, theirs]: ThingsProcess[] = [];
    let [acme, bolt] = ['', ''];
    const here = (): ThingsProcess => ours as ThingsProcess;
    const there = (): ThingsProcess => theirs as ThingsProcess;

    beforeAll(async () => {
      things = await open();
      [ours, theirs] = [await things.startProcess(), await things.startProcess()];
    });
    afterAll(() => things.end());
    beforeEach(async () => {
      [acme, bolt] = [await things.newTenant(), await things.newTenant()];
      here().loads = there().loads = 0;
    });
    afterEach(() => {
      here().beforeAnswer = undefined;
      things.bus.deliver();
    });

    const pass = (ms: number): void => void (things.nowMs += ms);

    /** A read that has read and does not answer yet. */
    async function slowly(process: ThingsProcess, tenantId: string, id: string) {
      const { promise: hasRead, resolve: read } = Promise.withResolvers<undefined>();
      const { promise: mayAnswer, resolve: release } = Promise.withResolvers<undefined>();
      process.beforeAnswer = () => {
        read(undefined);
        process.beforeAnswer = undefined;
        return mayAnswer;
      };
      const answer = process.read(tenantId, id);
      await hasRead;
      return { answer, release: () => release(undefined) };
    }

    it('gives out what was loaded, and loads once for all who ask at once', async () => {
      await things.put(acme, 'one', { a: [1] });
      const answers = await Promise.all(Array.from({ length: 50 }, () => here().read(acme, 'one')));
      expect(answers).toEqual(Array(50).fill({ a: [1] }));
      expect(here().loads).toBe(1);
    });

    it('gives everybody a copy of their own', async () => {
      await things.put(acme, 'one', { a: [1] });
      const first = (await here().read(acme, 'one')) as { a: number[] };
      first.a.push(2);
      expect(await here().read(acme, 'one')).toEqual({ a: [1] });
    });

    it('takes every value for a value: null, 0, an empty text and false are no misses', async () => {
      let serial = 0;
      const value = fc.oneof(fc.constantFrom(null, 0, '', false), fc.jsonValue());
      await fc.assert(
        fc.asyncProperty(value, async (any) => {
          const normal: unknown = JSON.parse(JSON.stringify(any));
          const [id, before] = [`value-${(serial += 1)}`, here().loads];
          const fetched = () =>
            forTenants([acme], () =>
              here()
                .caches.current()
                .fetch('thing', id, () => {
                  here().loads += 1;
                  return Promise.resolve(normal);
                }),
            );
          expect(await fetched()).toEqual(normal);
          expect(await fetched()).toEqual(normal);
          expect(here().loads - before).toBe(1);
        }),
        { numRuns: 60 },
      );
    });

    it('keeps nothing of what is not there: undefined is the only miss', async () => {
      expect(await here().read(acme, 'one', () => undefined)).toBeUndefined();
      await things.put(acme, 'one', 1);
      expect(await here().read(acme, 'one', () => undefined)).toBe(1);
    });

    it('refuses what JSON would give back as something else', async () => {
      const fetched = (value: unknown) =>
        forTenants([acme], () =>
          here()
            .caches.current()
            .fetch('thing', 'odd', () => Promise.resolve(value)),
        );
      for (const odd of [
        new Date(),
        NaN,
        [undefined],
        { a: undefined },
        new Map(),
        () => 1,
        Buffer.from('a'),
      ])
        await expect(fetched(odd)).rejects.toThrow(TypeError);
      expect(await fetched('even')).toBe('even');
    });

    it('shows a write in the process that wrote at once, also when it deletes', async () => {
      await things.put(acme, 'one', 1);
      await here().read(acme, 'one');
      await here().write(acme, 'one', 2);
      expect(await here().read(acme, 'one')).toBe(2);
      await here().delete(acme, 'one');
      expect(await here().read(acme, 'one')).toBeNull();
    });

    it('keeps nothing of a load that began before a write and ended after it', async () => {
      await things.put(acme, 'one', 1);
      const { answer, release } = await slowly(here(), acme, 'one');
      await here().write(acme, 'one', 2);
      expect(await here().read(acme, 'one')).toBe(2);
      release();
      expect(await answer).toBe(1);
      expect(await here().read(acme, 'one')).toBe(2);
      expect(await there().read(acme, 'one')).toBe(2);
    });

    it('shows a write elsewhere as soon as its hint is heard', async () => {
      await things.put(acme, 'one', 1);
      await there().read(acme, 'one');
      await here().write(acme, 'one', 2);
      expect(await there().read(acme, 'one')).toBe(1);
      things.bus.deliver();
      expect(await there().read(acme, 'one')).toBe(2);
    });

    it('shows a write elsewhere within a second when its hint is lost, and when the writer died before it', async () => {
      await things.put(acme, 'one', 1);
      await there().read(acme, 'one');
      await here().write(acme, 'one', 2);
      things.bus.lose();
      pass(FRESH_MS + 1);
      expect(await there().read(acme, 'one')).toBe(2);
      await here().writeAndDie(acme, 'one', 3);
      expect(things.bus.names).toEqual([]);
      pass(FRESH_MS + 1);
      expect(await there().read(acme, 'one')).toBe(3);
    });

    it('does not load again what nobody has written', async () => {
      await things.put(acme, 'one', 1);
      await here().read(acme, 'one');
      for (let second = 0; second < 50; second += 1) {
        pass(FRESH_MS + 1);
        await here().read(acme, 'one');
      }
      expect(here().loads).toBe(1);
    });

    it('asks again for who came long after somebody else had begun to wait', async () => {
      await things.put(acme, 'one', 1);
      const { answer, release } = await slowly(there(), acme, 'one');
      await here().write(acme, 'one', 2);
      things.bus.lose();
      pass(FRESH_MS + 1);
      const later = there().read(acme, 'one');
      release();
      expect([await answer, await later]).toEqual([1, 2]);
    });

    it('changes nothing by a write that is rolled back', async () => {
      await things.put(acme, 'one', 1);
      await here().read(acme, 'one');
      const failed = here().write(acme, 'one', 2, () => Promise.reject(new Error('no')));
      await expect(failed).rejects.toThrow('no');
      expect(await here().read(acme, 'one')).toBe(1);
      things.bus.deliver();
      const rows = await things.database.query('SELECT FROM tenant_cache_version WHERE tenant_id = $1', [
        acme,
      ]);
      expect(rows).toEqual([]);
    });

    it('tells everybody who waits for a load that it failed, and tries again for who asks then', async () => {
      await things.put(acme, 'one', 1);
      here().beforeAnswer = () => Promise.reject(new Error('away'));
      const both = await Promise.allSettled([here().read(acme, 'one'), here().read(acme, 'one')]);
      expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      here().beforeAnswer = undefined;
      expect(await here().read(acme, 'one')).toBe(1);
    });

    it('drops all of a tenant, everywhere, says what that was, and leaves the others theirs', async () => {
      for (const tenantId of [acme, bolt])
        for (const id of ['one', 'two']) await things.put(tenantId, id, `${tenantId} ${id}`);
      for (const process of [here(), there()])
        for (const tenantId of [acme, bolt])
          for (const id of ['one', 'two']) await process.read(tenantId, id);
      expect(await here().clear(acme)).toEqual({ entries: 2, entities: { thing: 2 } });
      expect(await here().clear(acme)).toEqual({ entries: 0, entities: {} });
      things.bus.deliver();
      for (const process of [here(), there()]) {
        process.loads = 0;
        await process.read(bolt, 'one');
        expect(process.loads).toBe(0);
      }
      await things.put(acme, 'two', 'by hand');
      expect(await here().read(acme, 'two')).toBe('by hand');
      expect(await there().read(acme, 'two')).toBe('by hand');
    });

    it('drops all of a tenant within a second in every process where nobody hears of it, also where who did it has died', async () => {
      const ids = ['one', 'two'];
      const put = async (value: string) => {
        for (const id of ids) await things.put(acme, id, value);
      };
      const seenIn = (...processes: ThingsProcess[]) =>
        Promise.all(processes.flatMap((one) => ids.map((id) => one.read(acme, id))));
      await put('first');
      await seenIn(here(), there());
      await put('second');
      await here().clear(acme);
      things.bus.lose();
      expect(await seenIn(here())).toEqual(['second', 'second']);
      pass(FRESH_MS + 1);
      expect(await seenIn(here(), there())).toEqual(Array(4).fill('second'));
      await put('third');
      await there().act(acme, 'clear', 'death');
      expect(things.bus.names).toEqual([]);
      pass(FRESH_MS + 1);
      expect(await seenIn(here(), there())).toEqual(Array(4).fill('third'));
    });

    it('includes the id of the tenant in every key, and says the same of no two', async () => {
      for (const tenantId of [acme, bolt]) {
        await things.put(tenantId, 'one', tenantId);
        await here().write(tenantId, 'two', tenantId);
        expect(await here().read(tenantId, 'one')).toBe(tenantId);
      }
      expect(things.bus.names.sort()).toEqual(
        [`tenant:${acme}:thing:two`, `tenant:${bolt}:thing:two`].sort(),
      );
    });

    it('is had for the tenant of the work alone, and its loads see no other and act for nobody', async () => {
      const { caches } = here();
      expect(() => caches.current()).toThrow(MissingTenant);
      expect(() => forTenants([bolt], () => caches.of(acme))).toThrow('Tenant ID mismatch');
      expect(() => forTenants([acme, bolt], () => caches.current())).toThrow(MissingTenant);
      const seen = await forTenants([acme, bolt], () =>
        caches
          .of(acme)
          .fetch('thing', 'who', () => Promise.resolve([...currentTenants(), currentActor().kind])),
      );
      expect(seen).toEqual([acme, 'system']);
    });

    it('has no name for what is no tenant, and none that could be mistaken for another', async () => {
      const { caches } = here();
      const load = () => Promise.resolve(1);
      for (const odd of ['', '*', 'acme', `${acme}:`])
        await expect(caches.of(odd).fetch('thing', 'one', load)).rejects.toThrow('id of its tenant');
      for (const entity of ['', 'Thing', 'a:b', 'limit', '*', 'x'.repeat(33)])
        await expect(caches.of(acme).fetch(entity, 'one', load)).rejects.toThrow('Nothing is cached as');
      for (const id of ['', 'a:b', 'a b', '*', 'x'.repeat(65)])
        await expect(caches.of(acme).fetch('thing', id, load)).rejects.toThrow('Nothing of "thing"');
    });
  });
}
