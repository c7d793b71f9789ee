import fc from 'fast-check';
import { forTenants } from '../../src/kernel/context';
import { AppDatabase } from '../../src/platform/database/database';
import { createDataSource } from '../../src/platform/database/data-source';
import { Transaction } from '../../src/platform/database/transaction';
import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { createTestDatabase, TestDatabase } from '../support/test-database';

const TENANTS = [newId(), newId(), newId()];
/** What happens to a transaction of a tenant on the one connection there is. */
const ENDINGS = [
  'commits',
  'fails',
  'times out',
  'is cancelled',
  'loses its connection',
  'is left by its caller',
  'commits too early',
  'rolls back a savepoint',
] as const;
type Ending = (typeof ENDINGS)[number];

describe('a pooled connection', () => {
  let database: TestDatabase;
  let app: AppDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    for (const tenantId of TENANTS) {
      await database.query('INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $3)', [
        tenantId,
        tenantId.slice(-12),
        tenantId,
      ]);
      await database.query(`INSERT INTO contact (tenant_id, id, name) VALUES ($1, $2, 'Ana')`, [
        tenantId,
        newId(),
      ]);
    }
    app = new AppDatabase(await createDataSource(database.appUrl, 'one', 1).initialize());
  });
  afterAll(async () => {
    await app.source.destroy();
    await database.drop();
  });

  it('carries nothing of a tenant to the next, however its transactions end', async () => {
    const step = fc.record({
      tenantId: fc.constantFrom(...TENANTS),
      kind: fc.constantFrom('transaction' as const, 'reading' as const),
      ending: fc.constantFrom(...ENDINGS),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const { tenantId, kind, ending } of steps) {
          await happens(tenantId, kind, ending);
          await carriesNothing();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('carries nothing when several wait for it at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...TENANTS), { minLength: 2, maxLength: 12 }),
        async (order) => {
          const seen = await Promise.all(
            order.map((tenantId) => forTenants([tenantId], () => app.transaction(tenantsSeen))),
          );
          expect(seen).toEqual(order.map((tenantId) => [tenantId]));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('shows each of two tenants only their own, a thousand times in turn', async () => {
    for (let turn = 0; turn < 1_000; turn++) {
      const tenantId = String(TENANTS[turn % 2]);
      expect(await forTenants([tenantId], () => app.transaction(tenantsSeen))).toEqual([tenantId]);
    }
  });

  it('shows nobody but the own, while somebody cancels statements and cuts connections without end', async () => {
    const stormy = new AppDatabase(await createDataSource(database.appUrl, 'stormy', 2).initialize());
    let isOver = false;
    const storm = (async () => {
      for (let gust = 0; !isOver; gust++) {
        const how = gust % 10 === 9 ? 'pg_terminate_backend' : 'pg_cancel_backend';
        await database.query(`SELECT ${how}(pid) FROM pg_stat_activity WHERE application_name = 'stormy'`);
      }
    })();
    let served = 0;
    const visitor = async (offset: number) => {
      for (let turn = offset; turn < 400; turn += 4) {
        const tenantId = String(TENANTS[turn % TENANTS.length]);
        const kind = turn % 2 === 0 ? 'reading' : 'transaction';
        const seen = await forTenants([tenantId], () => stormy[kind](tenantsSeen)).catch(() => null);
        if (seen === null) continue;
        served++;
        expect(seen).toEqual([tenantId]);
      }
    };
    await Promise.all([0, 1, 2, 3].map(visitor));
    isOver = true;
    await storm;
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(400);
    await stormy.source.destroy();
  });

  async function carriesNothing(): Promise<void> {
    const [left] = await app.source.query<{ tenants: string | null }[]>(
      `SELECT nullif(current_setting('parley.tenants', true), '') AS tenants`,
    );
    expect(left?.tenants).toBeNull();
    expect(await app.source.query('SELECT * FROM contact')).toEqual([]);
  }

  async function happens(tenantId: string, kind: 'transaction' | 'reading', ending: Ending): Promise<void> {
    const work = forTenants([tenantId], () =>
      app[kind](async (transaction) => {
        expect(await tenantsSeen(transaction)).toEqual([tenantId]);
        await end(transaction, ending);
        return tenantsSeen(transaction);
      }),
    );
    if (ending === 'commits' || ending === 'rolls back a savepoint') expect(await work).toEqual([tenantId]);
    // Nothing is set any more after a COMMIT of one's own, and so nothing is seen.
    else if (ending === 'commits too early') expect(await work).toEqual([]);
    else await expect(work).rejects.toThrow();
  }

  async function end(transaction: Transaction, ending: Ending): Promise<void> {
    if (ending === 'fails') await transaction.query('SELECT 1 / 0');
    if (ending === 'commits too early') await transaction.query('COMMIT');
    if (ending === 'is cancelled') await interrupted(transaction, 'pg_cancel_backend');
    if (ending === 'loses its connection') await interrupted(transaction, 'pg_terminate_backend');
    if (ending === 'times out') {
      await transaction.query('SET LOCAL statement_timeout = 5');
      await transaction.query('SELECT pg_sleep(60)');
    }
    if (ending === 'rolls back a savepoint') {
      await transaction.query('SAVEPOINT here');
      await transaction.query('SELECT 1 / 0').catch(() => undefined);
      await transaction.query('ROLLBACK TO SAVEPOINT here');
    }
    if (ending === 'is left by its caller') {
      // The statement is still under way when the transaction is given up.
      void transaction.query('SELECT pg_sleep(0.01)').catch(() => undefined);
      throw new Error('the caller has gone');
    }
  }

  /** A statement that would run for long, ended from outside. */
  async function interrupted(transaction: Transaction, by: string): Promise<void> {
    const [own] = await transaction.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    const sleeping = transaction.query('SELECT pg_sleep(60)');
    const outcome = sleeping.then(
      () => undefined,
      (error: unknown) => error,
    );
    await eventually('it was ended', async () => {
      const ended = await database.query(
        `SELECT ${by}(pid) FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep%' AND state = 'active'`,
        [own?.pid],
      );
      return ended.length > 0;
    });
    const error = await outcome;
    if (error !== undefined) throw error;
  }
});

async function tenantsSeen(transaction: Transaction): Promise<string[]> {
  const rows = await transaction.query<{ tenant_id: string }[]>('SELECT DISTINCT tenant_id FROM contact');
  return rows.map(({ tenant_id }) => tenant_id);
}
