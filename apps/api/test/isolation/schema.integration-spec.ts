import { Channel } from '../../src/channels';
import { MESSAGE_STATES } from '../../src/messaging/messages/message-state';
import { createDataSource } from '../../src/platform/database/data-source';
import { Tenant } from '../../src/tenancy';
import { createTestDatabase, TestDatabase } from '../support/test-database';

/** Tables that belong to no single tenant. Everything else must be isolated, also tables added later. */
const SYSTEM_TABLES = [
  'channel_route',
  'inbox_event',
  'migration',
  'quarantine',
  'tenant',
  'webhook_delivery',
];

describe('the schema', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('isolates every table that is not a system table', async () => {
    const open = await database.query(
      `SELECT relname FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1)
         AND NOT (relrowsecurity AND relforcerowsecurity)`,
      [SYSTEM_TABLES],
    );
    expect(open).toEqual([]);
  });

  it('gives every tenant table a policy for reading and writing by the current tenants', async () => {
    const without = await database.query(
      `SELECT relname FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1)
         AND NOT EXISTS (SELECT 1 FROM pg_policies
           WHERE tablename = relname AND cmd = 'ALL' AND roles = '{public}'
             AND qual = '(tenant_id = ANY (current_tenants()))' AND with_check = qual)`,
      [SYSTEM_TABLES],
    );
    expect(without).toEqual([]);
  });

  it('has no policy beyond isolation but the ones that were reviewed', async () => {
    const policies = await database.query(
      `SELECT tablename, policyname, cmd, roles::text[] AS roles FROM pg_policies
       WHERE policyname <> 'tenant_isolation' ORDER BY 1, 2`,
    );
    expect(policies).toEqual([
      { tablename: 'message', policyname: 'outbox', cmd: 'SELECT', roles: ['parley_system'] },
      { tablename: 'tenant', policyname: 'directory', cmd: 'ALL', roles: ['parley_system'] },
      { tablename: 'tenant', policyname: 'tenant_sees_itself', cmd: 'SELECT', roles: ['parley_app'] },
    ]);
  });

  it('leads every key of a tenant table with the tenant', async () => {
    const keys = await database.query(
      `SELECT conrelid::regclass::text AS table, conname
       FROM pg_constraint
       WHERE contype IN ('p', 'u', 'f') AND connamespace = 'public'::regnamespace
         AND conrelid::regclass::text <> ALL ($1)
         AND confrelid IS DISTINCT FROM 'tenant'::regclass
         AND (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) <> 'tenant_id'`,
      [SYSTEM_TABLES],
    );
    expect(keys).toEqual([]);
  });

  it('keeps the serving roles without any power to pass the policies', async () => {
    const roles = await database.query(
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace) AS owns
       FROM pg_roles WHERE rolname IN ('parley_app', 'parley_system') ORDER BY 1`,
    );
    const powerless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owns: 0,
    };
    expect(roles).toEqual([
      { rolname: 'parley_app', ...powerless },
      { rolname: 'parley_system', ...powerless },
    ]);
  });

  it('lets parley_app touch no system table but its own tenant', async () => {
    const grants = await database.query(
      `SELECT DISTINCT table_name FROM information_schema.role_table_grants
       WHERE grantee = 'parley_app' AND table_name = ANY ($1)`,
      [SYSTEM_TABLES],
    );
    expect(grants).toEqual([{ table_name: 'tenant' }]);
  });

  it('orders message_state as the lattice does', async () => {
    const [row] = await database.query<{ states: string[] }>(
      'SELECT enum_range(NULL::message_state)::text[] AS states',
    );
    expect(row?.states).toEqual([...MESSAGE_STATES]);
  });

  it('has the columns that the entities name, of the same type, and no others', async () => {
    const source = await createDataSource(database.appUrl, 'drift', 1, [Channel, Tenant]).initialize();
    const named = source.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.map((column) => `${tableName}.${column.databaseName} ${source.driver.normalizeType(column)}`),
    );
    await source.destroy();
    const rows = await database.query<{ column: string }>(
      `SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, NULL) AS column FROM pg_attribute
       WHERE attrelid IN ('channel'::regclass, 'tenant'::regclass) AND attnum > 0 AND NOT attisdropped`,
    );
    expect(named.sort()).toEqual(rows.map(({ column }) => column).sort());
  });
});
