import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { migrate } from '../../src/platform/database/migrate';

/** Roles belong to the whole server, so every test database has the same three, with the same passwords. */
const PASSWORD = 'test';
const TEMPLATE = 'parley_template';
// Any constant will do: it lets one worker make the template while the others wait.
const TEMPLATE_LOCK = 4_711;

export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  /** As superuser: sees every row of every tenant. */
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** What the statement locks, reads or writes stays in its transaction until `work` is done, and is committed then. */
  whileHeld<T>(sql: string, work: () => Promise<T>): Promise<T>;
  drop(): Promise<void>;
}

/** A migrated database of the test's own, cloned from a template: real PostgreSQL, ready in a moment. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `parley_test_${randomBytes(6).toString('hex')}`;
  await asSuperuser('postgres', async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(server);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER parley_owner`);
  });
  const reader = new Pool({ connectionString: urlOf(name), max: 4 });
  // Dropping the database ends its connections, and a test may cut them on purpose.
  reader.on('error', () => undefined);
  return {
    name,
    ownerUrl: urlOf(name, 'parley_owner'),
    appUrl: urlOf(name, 'parley_app'),
    systemUrl: urlOf(name, 'parley_system'),
    query: async <Row>(sql: string, values: unknown[] = []) =>
      (await reader.query(sql, values)).rows as Row[],
    whileHeld: async (sql, work) => {
      const holder = await reader.connect();
      try {
        await holder.query(`BEGIN; ${sql}`);
        return await work();
      } finally {
        await holder.query('COMMIT');
        holder.release();
      }
    },
    drop: async () => {
      await reader.end();
      await asSuperuser('postgres', (server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database that nobody has migrated. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await database.query(`DROP SCHEMA public, bullmq, day CASCADE`);
  await database.query(`CREATE SCHEMA public AUTHORIZATION parley_owner`);
  return database;
}

async function ensureTemplate(server: Client): Promise<void> {
  const { rows } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rows.length > 0) return;
  await server.query(`CREATE ROLE parley_owner LOGIN CREATEROLE PASSWORD '${PASSWORD}'`);
  await server.query(`CREATE DATABASE ${TEMPLATE} OWNER parley_owner`);
  await migrate({
    owner: urlOf(TEMPLATE, 'parley_owner'),
    app: urlOf(TEMPLATE, 'parley_app'),
    system: urlOf(TEMPLATE, 'parley_system'),
  });
}

async function asSuperuser<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(urlOf(database));
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

function urlOf(database: string, role?: 'parley_owner' | 'parley_app' | 'parley_system'): string {
  const server = process.env['TEST_POSTGRES_URL'];
  if (server === undefined) throw new Error('TEST_POSTGRES_URL is not set: run the tests with `npm test`.');
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (role !== undefined) {
    url.username = role;
    url.password = PASSWORD;
  }
  return url.href;
}
