import { Channel } from '../../src/channels';
import { MESSAGE_STATES } from '../../src/messaging/messages/message-state';
import { createDataSource } from '../../src/platform/database/data-source';
import { Tenant } from '../../src/tenancy';
import { createTestDatabase, TestDatabase } from '../support/test-database';
import { schemaFaults, SYSTEM_TABLES } from './schema-audit';

describe('the schema', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('isolates every table that is not a system table', async () => {
    expect(await schemaFaults(database)).toEqual([]);
  });

  it('still has every table that was reviewed as a system table', async () => {
    const rows = await database.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY ($1) ORDER BY 1`,
      [SYSTEM_TABLES],
    );
    expect(rows.map(({ name }) => name)).toEqual(SYSTEM_TABLES);
  });

  it('has no policy beyond isolation but the ones that were reviewed', async () => {
    const policies = await database.query<{ policy: string }>(
      `SELECT format('%s: %s, %s to %s', tablename, policyname, cmd, array_to_string(roles, ', ')) AS policy
       FROM pg_policies WHERE policyname NOT IN ('tenant_isolation', 'tenants_isolation') ORDER BY 1`,
    );
    expect(policies.map(({ policy }) => policy)).toEqual([
      'app_user: accounts, ALL to parley_system',
      'app_user: members_of_the_tenant, SELECT to parley_app',
      'channel: hold_notices, SELECT to parley_system',
      'idempotency_record: retention, ALL to parley_system',
      'media: media_to_fetch, SELECT to parley_system',
      'membership: directory, SELECT to parley_system',
      'message: outbox, SELECT to parley_system',
      'template_sync: due_syncs, SELECT to parley_system',
      'tenant: directory, ALL to parley_system',
      'tenant: tenant_changes_itself, UPDATE to parley_app',
      'tenant: tenant_sees_itself, SELECT to parley_app',
    ]);
  });

  it('lets parley_app read its own tenant and its people, change the settings of its tenant, and touch no other system table', async () => {
    expect(await grantsOf('parley_app', SYSTEM_TABLES)).toEqual([
      'app_user: SELECT (email, id, name, totp_confirmed_at)',
      'tenant: SELECT',
      'tenant: UPDATE (audit_hash, audit_sequence, checklist_dismissed_at, language, name, time_zone, unknown_replies, version)',
    ]);
  });

  it('lets nobody who serves change or delete what the audit trail holds', async () => {
    for (const role of ['parley_app', 'parley_system']) {
      expect(await grantsOf(role, ['audit_event'])).toEqual(['audit_event: INSERT', 'audit_event: SELECT']);
    }
  });

  it('orders message_state as the lattice does', async () => {
    const [row] = await database.query<{ states: string[] }>(
      'SELECT enum_range(NULL::message_state)::text[] AS states',
    );
    expect(row?.states).toEqual([...MESSAGE_STATES]);
  });

  it('has the columns that the entities name, of the same type', async () => {
    const source = await createDataSource(database.appUrl, 'drift', 1, [Channel, Tenant]).initialize();
    const named = source.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.map((column) => `${tableName}.${column.databaseName} ${source.driver.normalizeType(column)}`),
    );
    await source.destroy();
    const rows = await database.query<{ column: string }>(
      `SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, NULL) AS column FROM pg_attribute
       WHERE attrelid IN ('channel'::regclass, 'tenant'::regclass) AND attnum > 0 AND NOT attisdropped`,
    );
    const columns = rows.map(({ column }) => column);
    expect(named.filter((column) => !columns.includes(column))).toEqual([]);
  });

  /** `table: PRIVILEGE`, with the columns where it is for some of them only. */
  async function grantsOf(role: string, tables: readonly string[]): Promise<string[]> {
    const rows = await database.query<{ granted: string }>(
      `SELECT relname || ': ' || privilege_type AS granted
       FROM pg_class, aclexplode(relacl) AS acl
       WHERE relnamespace = 'public'::regnamespace AND relname = ANY ($2) AND grantee = $1::regrole
       UNION ALL
       SELECT format('%s: %s (%s)', attrelid::regclass, privilege_type, string_agg(attname, ', ' ORDER BY attname))
       FROM pg_attribute, aclexplode(attacl) AS acl
       WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY ($2))
         AND grantee = $1::regrole
       GROUP BY attrelid, privilege_type
       ORDER BY 1`,
      [role, tables],
    );
    return rows.map(({ granted }) => granted);
  }
});
