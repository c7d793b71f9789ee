import fc from 'fast-check';
import { CachedThings } from '../support/cached-things';
import { describeWithRedis, TestRedis } from '../support/redis';
import { runs } from '../support/runs';
import { COMMANDS } from './commands';
import { Truth } from './truth';

/** For longer it is not tried, on a machine that is busy, and a failure is not made smaller. */
const PATIENCE_MS = runs(20_000, 3_600_000);

function describeModel(name: string, open: () => Promise<CachedThings>): void {
  describe(name, () => {
    let things: CachedThings;

    beforeAll(async () => {
      things = await open();
    });
    afterAll(() => things.end());

    it(
      'shows own writes at once, those of others within a second, and never what is foreign, whatever happens',
      async () => {
        const processes = [
          await things.startProcess(),
          await things.startProcess(),
          await things.startProcess(),
        ];
        await fc.assert(
          fc.asyncProperty(COMMANDS, async (commands) => {
            const tenantIds = [await things.newTenant(), await things.newTenant(), await things.newTenant()];
            const truth = await Truth.of(things, processes, tenantIds);
            await fc.asyncModelRun(() => ({ model: truth, real: truth }), commands);
            await truth.end();
          }),
          { numRuns: runs(60, 1_000), interruptAfterTimeLimit: PATIENCE_MS },
        );
      },
      2 * PATIENCE_MS,
    );
  });
}

describeModel('three processes and three tenants, over PostgreSQL', () => CachedThings.create());

describeWithRedis('where there is a redis-server', () => {
  let server: TestRedis;

  beforeAll(async () => {
    server = await TestRedis.start();
  });
  afterAll(() => server.stop());

  describeModel('three processes and three tenants, before Redis', () => CachedThings.create(server.url));
});
