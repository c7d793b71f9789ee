import { eventually } from '../../../test/support/eventually';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { createTestDatabase, TestDatabase } from '../../../test/support/test-database';
import { forTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { createDataSource } from './data-source';
import { AppDatabase, DatabaseAway } from './database';
import { afterCommit, afterEnd, beforeCommit, Transaction } from './transaction';

describe('what is to be done with a transaction', () => {
  const tenantId = newId();
  let database: TestDatabase;
  let way: TcpProxy;
  let app: AppDatabase;
  let told: string[];

  beforeEach(async () => {
    database = await createTestDatabase();
    await database.query(`INSERT INTO tenant (id, slug, name) VALUES ($1, 'a', 'before')`, [tenantId]);
    way = await TcpProxy.to(database.appUrl);
    app = new AppDatabase(await createDataSource(way.through(database.appUrl), 'hooks', 1).initialize());
    told = [];
  });
  afterEach(async () => {
    await app.source.destroy();
    await way.close();
    await database.drop();
  });

  const rename = (transaction: Transaction, name: string) =>
    transaction.query('UPDATE tenant SET name = $2 WHERE id = $1', [tenantId, name]);
  const name = async () => (await database.query<{ name: string }>('SELECT name FROM tenant'))[0]?.name;
  const run = (work: (transaction: Transaction) => Promise<unknown>) =>
    forTenants([tenantId], () =>
      app.transaction(async (transaction) => {
        afterCommit(transaction, async () => void told.push(`committed: ${await name()}`));
        afterEnd(transaction, async () => void told.push(`over: ${await name()}`));
        return work(transaction);
      }),
    );

  it('is done last and in it, as soon as it is over, and then as its news', async () => {
    await run(async (transaction) => {
      beforeCommit(transaction, async () => void (await rename(transaction, 'last')));
      await rename(transaction, 'first');
    });
    expect(told).toEqual(['over: last', 'committed: last']);
  });

  it('undoes it where the last of it fails; that is over, and no news', async () => {
    const failing = run(async (transaction) => {
      beforeCommit(transaction, () => Promise.reject(new Error('the last')));
      await rename(transaction, 'after');
    });
    await expect(failing).rejects.toThrow('the last');
    expect(told).toEqual(['over: before']);
  });

  it('is done also where nobody knows how it ended', async () => {
    const lost = run(async (transaction) => {
      beforeCommit(transaction, () => {
        way.silence();
        void eventually('it is committed', async () => (await name()) === 'after').then(() => way.cut());
      });
      await rename(transaction, 'after');
    });
    await expect(lost).rejects.toThrow(DatabaseAway);
    expect(told).toEqual(['over: after']);
  });
});
