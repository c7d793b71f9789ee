import { TcpProxy } from '../../../test/support/tcp-proxy';
import { eventually } from '../../../test/support/eventually';
import { createTestDatabase, TestDatabase } from '../../../test/support/test-database';
import { forTenants, MissingTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { createDataSource } from './data-source';
import { AppDatabase, DatabaseAway, setTenants, SystemDatabase } from './database';
import { runTransaction } from './role-transaction';
import { Transaction } from './transaction';

const OURS = newId();
const THEIRS = newId();
const LEFT = `SELECT coalesce(current_setting('parley.tenants', true), '') AS tenants, txid_current_if_assigned() AS transaction`;

describe('a transaction', () => {
  let database: TestDatabase;
  let source: AppDatabase['source'];
  let app: AppDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.query(`INSERT INTO tenant (id, slug, name) VALUES ($1, 'ours', ''), ($2, 'theirs', '')`, [
      OURS,
      THEIRS,
    ]);
    await database.query(
      `INSERT INTO contact (tenant_id, id, name) VALUES ($1, $1, 'us'), ($2, $2, 'them')`,
      [OURS, THEIRS],
    );
  });
  afterAll(() => database.drop());
  // One connection, so that each piece of work gets the one that the work before it had.
  beforeEach(async () => {
    source = await createDataSource(database.appUrl, 'one', 1).initialize();
    app = new AppDatabase(source);
  });
  afterEach(() => source.destroy());

  const as = <T>(tenantId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    forTenants([tenantId], () => app.transaction(work));
  const names = async (transaction: Transaction): Promise<string[]> =>
    (await transaction.query<{ name: string }[]>('SELECT name FROM contact')).map(({ name }) => name);
  const backendOf = async (transaction: Transaction): Promise<number> =>
    (await transaction.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid'))[0]?.pid ?? 0;
  const nothingIsLeft = async (): Promise<void> =>
    expect(await source.query(LEFT)).toEqual([{ tenants: '', transaction: null }]);

  it('sees its tenant, also with its first statement, and so does the next one on the connection', async () => {
    expect(await as(OURS, names)).toEqual(['us']);
    expect(await as(THEIRS, names)).toEqual(['them']);
    await nothingIsLeft();
  });

  describe('whose statements are prepared', () => {
    let system: SystemDatabase;
    beforeEach(async () => {
      system = new SystemDatabase(await createDataSource(database.systemUrl, 'again', 1).initialize());
    });
    afterEach(() => system.source.destroy());

    const nameOfContact = (transaction: Transaction, id: string) =>
      transaction.query<{ name: string }[]>('SELECT name FROM contact WHERE id = $1', [id]);
    const planned = async (): Promise<string[]> =>
      (await system.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements')).map(
        ({ statement }) => statement,
      );

    it('asks them in the order in which they were given, also those that nobody awaited', async () => {
      for (const [id, name] of [
        [OURS, 'us'],
        [THEIRS, 'them'],
      ] as const) {
        const read = system.preparedTransaction((transaction) =>
          Promise.all([setTenants(transaction, [id]), nameOfContact(transaction, id)]),
        );
        expect((await read)[1]).toEqual([{ name }]);
      }
      expect((await planned()).filter((text) => text.includes('FROM contact'))).toHaveLength(1);
    });

    it('plans one anew whenever it was asked twice as often, and keeps no plan of before', async () => {
      const plans = async (): Promise<string[]> =>
        (
          await system.query<{ name: string }>(
            `SELECT name FROM pg_prepared_statements WHERE statement LIKE 'SELECT name FROM contact%'`,
          )
        ).map(({ name }) => name);
      const seen = new Set<string>();
      for (let asked = 1; asked <= 9; asked += 1) {
        await system.preparedTransaction((transaction) => nameOfContact(transaction, OURS));
        const [plan = '', ...others] = await plans();
        expect(others).toEqual([]);
        seen.add(plan);
      }
      expect(seen.size).toBe(4);
    });

    it('goes by keys alone, however small its tables are', async () => {
      const settings = await system.preparedTransaction(async (transaction) =>
        Promise.all(['enable_seqscan', 'plan_cache_mode'].map((name) => transaction.query(`SHOW ${name}`))),
      );
      expect(settings.flat()).toEqual([{ enable_seqscan: 'off' }, { plan_cache_mode: 'force_generic_plan' }]);
    });

    it('answers as others do: rows, and for what is changed their number too', async () => {
      const changed = await system.preparedTransaction(async (transaction) => {
        await setTenants(transaction, [OURS]);
        return transaction.query('UPDATE contact SET name = name WHERE id = $1 RETURNING name', [OURS]);
      });
      expect(changed).toEqual([[{ name: 'us' }], 1]);
    });

    it('goes on after a statement that failed and was taken back', async () => {
      const read = system.preparedTransaction(async (transaction) => {
        await transaction.query('SAVEPOINT part');
        const failing = transaction.query('SELECT 1 / $1::integer', [0]);
        const behind = nameOfContact(transaction, OURS);
        const [failed, skipped] = await Promise.allSettled([failing, behind]);
        await transaction.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part');
        await setTenants(transaction, [OURS]);
        return [failed.status, skipped.status, await nameOfContact(transaction, OURS)];
      });
      expect(await read).toEqual(['rejected', 'rejected', [{ name: 'us' }]]);
    });
  });

  it('needs exactly one tenant to serve a request', async () => {
    expect(() => app.transaction(names)).toThrow(MissingTenant);
    expect(() => forTenants([OURS, THEIRS], () => app.transaction(names))).toThrow(MissingTenant);
  });

  it.each([`x'; DROP TABLE contact; --`, `${OURS}'`, `${OURS},${THEIRS}`, OURS.toUpperCase(), ''])(
    'takes nothing for a tenant that is not an id: %s',
    async (tenantId) => {
      let asked = false;
      const work = as(tenantId, (transaction) => {
        asked = true;
        return names(transaction);
      });
      await expect(work).rejects.toThrow('A tenant was set that is not an id.');
      expect(asked).toBe(false);
      await nothingIsLeft();
    },
  );

  it.each<[string, (transaction: Transaction) => Promise<unknown>]>([
    ['whose work throws', () => Promise.reject(new Error('no'))],
    [
      'whose work throws before it returns',
      () => {
        throw new Error('no');
      },
    ],
    ['whose statement fails', (transaction) => transaction.query('SELECT 1 / 0')],
    ['that is cut off', (transaction) => transaction.query('SELECT pg_terminate_backend(pg_backend_pid())')],
    [
      'that is cancelled',
      (transaction) => transaction.query('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)'),
    ],
  ])('%s has changed nothing and leaves no tenant behind', async (_how, fail) => {
    const work = as(OURS, async (transaction) => {
      await transaction.query(`UPDATE contact SET name = 'changed'`);
      return fail(transaction);
    });
    await expect(work).rejects.toThrow();
    await nothingIsLeft();
    expect(await as(OURS, names)).toEqual(['us']);
  });

  it('says so when a statement failed whose error the work kept to itself, instead of losing what it wrote', async () => {
    const work = as(OURS, async (transaction) => {
      await transaction.query(`UPDATE contact SET name = 'changed'`);
      await transaction.query('SELECT 1 / 0').catch(() => undefined);
      return 'done';
    });
    await expect(work).rejects.toThrow('The transaction was rolled back');
    expect(await as(OURS, names)).toEqual(['us']);
  });

  it('within a transaction is a savepoint', async () => {
    const seen = await as(OURS, async (transaction) => {
      await transaction
        .transaction(async (inner) => {
          await inner.query(`UPDATE contact SET name = 'changed'`);
          throw new Error('no');
        })
        .catch(() => undefined);
      return names(transaction);
    });
    expect(seen).toEqual(['us']);
    await nothingIsLeft();
  });

  it('that was cut off in the middle is a database that is away, and the next one gets another connection', async () => {
    let cut = 0;
    const work = as(OURS, async (transaction) => {
      cut = await backendOf(transaction);
      await database.query('SELECT pg_terminate_backend($1)', [cut]);
      return names(transaction);
    });
    await expect(work).rejects.toBeInstanceOf(DatabaseAway);
    expect(await as(OURS, backendOf)).not.toBe(cut);
  });

  it('that was cut off a while ago is a database that is away, too', async () => {
    const work = as(OURS, async (transaction) => {
      await database.query('SELECT pg_terminate_backend($1)', [await backendOf(transaction)]);
      await eventually('the loss is noticed', () => transaction.queryRunner?.isReleased === true);
      return names(transaction);
    });
    await expect(work).rejects.toBeInstanceOf(DatabaseAway);
  });

  it('is not fooled by a tenant that somebody set for good', async () => {
    await source.query(`SET parley.tenants = '{${THEIRS}}'`);
    expect(await as(OURS, names)).toEqual(['us']);
    expect(await runTransaction(source, { tenantIds: [], readOnly: false }, names)).toEqual([]);
  });

  it('that only reads cannot write', async () => {
    const work = forTenants([OURS], () =>
      app.reading((transaction) => transaction.query(`UPDATE contact SET name = 'changed'`)),
    );
    await expect(work).rejects.toThrow('read-only');
    await nothingIsLeft();
  });

  it('that only reads is over before the next one on the connection begins', async () => {
    const tenants = Array.from({ length: 200 }, (_, index) => (index % 2 ? OURS : THEIRS));
    const seen = await Promise.all(tenants.map((id) => forTenants([id], () => app.reading(names))));
    expect(seen).toEqual(tenants.map((id) => [id === OURS ? 'us' : 'them']));
    await nothingIsLeft();
  });

  it('of the system may have several tenants, or none', async () => {
    const own = await createDataSource(database.systemUrl, 'system', 1).initialize();
    const system = new SystemDatabase(own);
    const both = await forTenants([OURS, THEIRS], () => system.transaction(names));
    expect(both.sort()).toEqual(['them', 'us']);
    expect(await system.systemTransaction(names)).toEqual([]);
    await own.destroy();
  });

  it('ends when PostgreSQL takes too long', async () => {
    const hurried = await createDataSource(database.appUrl, 'hurried', 1, [], {
      pipeline: true,
      statement_timeout: 1_000,
    }).initialize();
    const work = forTenants([OURS], () =>
      new AppDatabase(hurried).transaction((transaction) => transaction.query('SELECT pg_sleep(60)')),
    );
    await expect(work).rejects.toBeInstanceOf(DatabaseAway);
    expect(await hurried.query(LEFT)).toEqual([{ tenants: '', transaction: null }]);
    await hurried.destroy();
  });

  it('ends when nothing is heard of PostgreSQL any more, and its connection is used by nobody again', async () => {
    const way = await TcpProxy.to(database.appUrl);
    const far = await createDataSource(way.through(database.appUrl), 'far', 1, [], {
      pipeline: true,
      query_timeout: 2_000,
    }).initialize();
    let silent = 0;
    const work = forTenants([OURS], () =>
      new AppDatabase(far).transaction(async (transaction) => {
        silent = await backendOf(transaction);
        await way.block();
        return names(transaction);
      }),
    );
    await expect(work).rejects.toBeInstanceOf(DatabaseAway);
    await way.mend();
    expect(await forTenants([OURS], () => new AppDatabase(far).transaction(backendOf))).not.toBe(silent);
    await far.destroy();
    await way.close();
  });

  it('has a limit wherever the product serves', async () => {
    const [row] = await source.query<{ limit: string }[]>(
      `SELECT current_setting('statement_timeout') AS limit`,
    );
    expect(row).toEqual({ limit: '20s' });
  });
});
