import { runMigrations as runBullMigrations } from 'bullmq';
import { Client, Pool } from 'pg';
import { createDataSource, UNHURRIED } from './data-source';
import { QUEUE_SCHEMA } from '../queue/postgres-queues';

interface Urls {
  readonly owner: string;
  readonly app: string;
  readonly system: string;
}

// Any constant will do: it keeps two migrations of one database apart.
const MIGRATION_LOCK = 7_215_533;

/**
 * Brings the database to this version: the two serving roles, the schema, the queue's schema.
 * Safe to run at every start and from several machines at once.
 */
export async function migrate(urls: Urls): Promise<{ applied: string[] }> {
  const lock = new Client({ connectionString: urls.owner });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRole(lock, 'parley_app', urls.app);
    await ensureRole(lock, 'parley_system', urls.system);
    const applied = await migrateTables(urls.owner);
    await migrateQueue(urls.owner);
    return { applied };
  } finally {
    await lock.end();
  }
}

/** The URL is the only place where a role's password is kept, so the database follows it. */
async function ensureRole(client: Client, role: 'parley_app' | 'parley_system', url: string): Promise<void> {
  const { username, password } = new URL(url);
  if (username !== role) throw new Error(`The URL for ${role} names the user "${username}".`);
  const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = rows.length === 0 ? 'CREATE' : 'ALTER';
  const secret = client.escapeLiteral(decodeURIComponent(password));
  await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${secret} CONNECTION LIMIT -1`);
}

async function migrateTables(url: string): Promise<string[]> {
  const source = await createDataSource(url, 'parley-migrate', 1, [], UNHURRIED).initialize();
  try {
    const applied = await source.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

async function migrateQueue(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  const client = await pool.connect();
  try {
    await runBullMigrations(client as never, QUEUE_SCHEMA);
    await client.query(QUEUE_GRANTS);
  } finally {
    client.release();
    await pool.end();
  }
}

// CREATE, since BullMQ makes a sequence of its own when it first sees a queue; those belong to parley_system already.
const QUEUE_GRANTS = `
  GRANT USAGE, CREATE ON SCHEMA ${QUEUE_SCHEMA} TO parley_system;
  GRANT ALL ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO parley_system;
  GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ${QUEUE_SCHEMA} TO parley_system;
  DO $$
  DECLARE owned regclass;
  BEGIN
    FOR owned IN SELECT oid FROM pg_class
      WHERE relkind = 'S' AND relnamespace = '${QUEUE_SCHEMA}'::regnamespace AND relowner = current_user::regrole
    LOOP
      EXECUTE format('GRANT ALL ON SEQUENCE %s TO parley_system', owned);
    END LOOP;
  END $$;`;
