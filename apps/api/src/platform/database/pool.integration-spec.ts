import { createTestDatabase, TestDatabase } from '../../../test/support/test-database';
import { eventually } from '../../../test/support/eventually';
import { currentContext, forTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { createPool } from './pool';

type Backend = { pid: number };
const BACKEND = 'SELECT pg_backend_pid() AS pid';

describe('a pool', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const end = (pid: number | undefined) => database.query('SELECT pg_terminate_backend($1)', [pid]);

  it('tells of a free connection that was lost, and opens another', async () => {
    const lost: Error[] = [];
    const pool = createPool({ connectionString: database.systemUrl, max: 1 }, (err) => lost.push(err));
    const pidOf = async () => (await pool.query<Backend>(BACKEND)).rows[0]?.pid;
    const first = await pidOf();
    await end(first);
    await eventually('it is told', () => lost.length > 0);
    expect(await pidOf()).not.toBe(first);
    await pool.end();
  });

  it('tells of it as of nobody, whoever had the connection opened', async () => {
    const contexts: unknown[] = [];
    const pool = createPool({ connectionString: database.systemUrl, max: 1 }, () =>
      contexts.push(currentContext()),
    );
    const pid = await forTenants([newId()], async () => (await pool.query<Backend>(BACKEND)).rows[0]?.pid);
    await end(pid);
    await eventually('it is told', () => contexts.length > 0);
    expect(contexts).toEqual([undefined]);
    await pool.end();
  });

  it('X2: a connection that is lost while somebody holds it and asks nothing of it ends no process', async () => {
    const pool = createPool({ connectionString: database.systemUrl, max: 1 }, () => undefined);
    const client = await pool.connect();
    await end((await client.query<Backend>(BACKEND)).rows[0]?.pid);
    await eventually('it is noticed', () =>
      client.query('SELECT 1').then(
        () => false,
        () => true,
      ),
    );
    client.release(true);
    await pool.end();
  });
});
