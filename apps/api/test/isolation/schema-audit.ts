import { TestDatabase } from '../support/test-database';

/** The reviewed list: tables that belong to no single tenant. Every other table must be isolated, also one added later. */
export const SYSTEM_TABLES = [
  'app_user',
  'channel_route',
  'data_key',
  'dead_letter',
  'inbox_event',
  'lane',
  'migration',
  'password_reset',
  'recovery_code',
  'replay',
  'sender_lease',
  'session',
  'set_up_token',
  'sliding_window',
  'tenant',
  'throttle',
  'webhook_delivery',
];

/** The reviewed list: functions that run as the owner. Each takes a number of days, and touches days of the inbox alone. */
const OWNERS_FUNCTIONS = ['make_days(integer)', 'drop_days(integer)'];

const SERVING_ROLES = ['parley_app', 'parley_system'];

const TABLE = `relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`;
const OURS = `('public'::regnamespace, 'bullmq'::regnamespace, 'day'::regnamespace)`;

/** Each question finds what breaks the rule that it is named for. $1: system tables, $2: serving roles. */
const QUESTIONS: Record<string, string> = {
  'a tenant table has tenant_id, as a uuid and never null': `
    SELECT relname AS fault FROM pg_class
    WHERE ${TABLE} AND relname <> ALL ($1) AND NOT EXISTS (
      SELECT 1 FROM pg_attribute
      WHERE attrelid = pg_class.oid AND attname = 'tenant_id' AND attnotnull AND atttypid = 'uuid'::regtype)`,

  'row-level security is enabled and forced': `
    SELECT relname AS fault FROM pg_class
    WHERE ${TABLE} AND relname <> ALL ($1) AND NOT (relrowsecurity AND relforcerowsecurity)`,

  'a policy lets parley_app read and write the rows of the current tenant alone': `
    SELECT relname AS fault FROM pg_class
    WHERE ${TABLE} AND relname <> ALL ($1) AND NOT EXISTS (
      SELECT 1 FROM pg_policies
      WHERE tablename = relname AND schemaname = 'public' AND policyname = 'tenant_isolation'
        AND cmd = 'ALL' AND roles = '{parley_app}' AND permissive = 'PERMISSIVE'
        AND qual = '(tenant_id = current_tenant())' AND with_check = qual)`,

  'a policy lets parley_system read and write the rows of the current tenants alone': `
    SELECT relname AS fault FROM pg_class
    WHERE ${TABLE} AND relname <> ALL ($1) AND NOT EXISTS (
      SELECT 1 FROM pg_policies
      WHERE tablename = relname AND schemaname = 'public' AND policyname = 'tenants_isolation'
        AND cmd = 'ALL' AND roles = '{parley_system}' AND permissive = 'PERMISSIVE'
        AND qual = '(array_position(( SELECT current_tenants() AS current_tenants), tenant_id) IS NOT NULL)'
        AND with_check = qual)`,

  'primary and unique keys, also those that are only indexes, lead with the tenant': `
    SELECT indexrelid::regclass::text AS fault FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE ${TABLE} AND relname <> ALL ($1) AND (indisunique OR indisprimary OR indisexclusion)
      AND coalesce((SELECT attname FROM pg_attribute WHERE attrelid = indrelid AND attnum = indkey[0]), '') <> 'tenant_id'`,

  'a tenant table has a primary key': `
    SELECT relname AS fault FROM pg_class
    WHERE ${TABLE} AND relname <> ALL ($1)
      AND NOT EXISTS (SELECT 1 FROM pg_index WHERE indrelid = pg_class.oid AND indisprimary)`,

  'a row with a tenant refers to rows of that tenant alone: tenant_id to tenant_id, first on both sides': `
    SELECT conrelid::regclass || '.' || conname AS fault FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace
      AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = conrelid AND attname = 'tenant_id')
      AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = confrelid AND attname = 'tenant_id')
      AND NOT coalesce(
        (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) = 'tenant_id'
        AND (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1]) = 'tenant_id', false)`,

  'no row gives its tenant away when the row that it refers to goes': `
    SELECT conrelid::regclass || '.' || conname AS fault FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace
      AND (confupdtype NOT IN ('a', 'r') OR confdeltype = 'd'
        OR (confdeltype = 'n' AND EXISTS (
          SELECT 1 FROM unnest(coalesce(confdelsetcols, conkey)) AS emptied JOIN pg_attribute
            ON attrelid = conrelid AND attnum = emptied WHERE attname = 'tenant_id')))`,

  'no view shows more than its reader may see': `
    SELECT oid::regclass::text AS fault FROM pg_class
    WHERE relnamespace IN ${OURS}
      AND (relkind = 'm' OR (relkind = 'v'
        AND NOT coalesce(reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on']))`,

  'no function runs with more power than its caller': `
    SELECT oid::regprocedure::text AS fault FROM pg_proc WHERE prosecdef AND pronamespace IN ${OURS}
      AND oid::regprocedure::text NOT IN (${OWNERS_FUNCTIONS.map((name) => `'${name}'`).join(', ')})`,

  'nobody but parley_system calls what runs with more power, and it looks for names where nobody can plant any': `
    SELECT oid::regprocedure::text AS fault FROM pg_proc
    WHERE prosecdef AND pronamespace IN ${OURS}
      AND (has_function_privilege('parley_app', oid, 'EXECUTE') OR has_function_privilege('public', oid, 'EXECUTE')
        OR NOT coalesce(proconfig, '{}') @> ARRAY['search_path=pg_catalog, public'])`,

  'the days of the inbox are reached through the inbox alone': `
    SELECT relname::text AS fault FROM pg_class, unnest($2) AS role
    WHERE relnamespace = 'day'::regnamespace AND relkind IN ('r', 'p')
      AND has_table_privilege(role, pg_class.oid, 'SELECT, INSERT, UPDATE, DELETE')
    UNION ALL SELECT role FROM unnest($2) AS role WHERE has_schema_privilege(role, 'day', 'USAGE, CREATE')`,

  'no rule and no foreign table leads around the policies': `
    SELECT rulename::text AS fault FROM pg_rules WHERE schemaname = 'public'
    UNION ALL SELECT ftrelid::regclass::text FROM pg_foreign_table`,

  'nobody but the serving roles was granted anything': `
    SELECT relname || ' to ' || coalesce(grantee.rolname, 'PUBLIC') AS fault
    FROM pg_class, aclexplode(relacl) AS granted LEFT JOIN pg_roles grantee ON grantee.oid = granted.grantee
    WHERE relnamespace = 'public'::regnamespace AND granted.grantee <> relowner
      AND coalesce(grantee.rolname, 'PUBLIC') <> ALL ($2)
    UNION ALL
    SELECT attrelid::regclass || '.' || attname FROM pg_attribute, aclexplode(attacl) AS granted
    LEFT JOIN pg_roles grantee ON grantee.oid = granted.grantee
    WHERE coalesce(grantee.rolname, 'PUBLIC') <> ALL ($2)
      AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)`,

  'the serving roles may read and write rows, and nothing beyond, and pass nothing on': `
    SELECT relname || ': ' || privilege_type || ' to ' || grantee.rolname AS fault
    FROM pg_class, aclexplode(relacl) AS granted JOIN pg_roles grantee ON grantee.oid = granted.grantee
    WHERE relnamespace = 'public'::regnamespace AND grantee.rolname = ANY ($2)
      AND (is_grantable OR NOT CASE WHEN relkind = 'S' THEN privilege_type = 'USAGE' AND grantee.rolname = 'parley_system'
        ELSE privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') END)`,

  'the serving roles own nothing': `
    SELECT oid::regclass::text AS fault FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) = ANY ($2)
    UNION ALL
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND pg_get_userbyid(proowner) = ANY ($2)`,

  'the serving roles make nothing in the schema of the tables': `
    SELECT rolname::text AS fault FROM pg_roles
    WHERE rolname = ANY ($2) AND has_schema_privilege(oid, 'public', 'CREATE')`,

  'the serving roles cannot pass the policies': `
    SELECT rolname::text AS fault FROM pg_roles
    WHERE rolname = ANY ($2)
      AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
        OR EXISTS (SELECT 1 FROM pg_auth_members WHERE member = pg_roles.oid))`,
};

/** What breaks the rules of isolation in this schema, each as `rule: place`. Knows no table but the system tables. */
export async function schemaFaults(database: TestDatabase): Promise<string[]> {
  const faults: string[] = [];
  for (const [rule, question] of Object.entries(QUESTIONS)) {
    // Every question gets both lists, also one that needs neither.
    const rows = await database.query<{ fault: string }>(
      `WITH lists AS (SELECT $1::text[], $2::text[]) ${question}`,
      [SYSTEM_TABLES, SERVING_ROLES],
    );
    faults.push(...rows.map(({ fault }) => `${rule}: ${fault}`));
  }
  return faults;
}

/** Every table that must be isolated. */
export async function tenantTables(database: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE ${TABLE} AND relname <> ALL ($1) ORDER BY 1`,
    [SYSTEM_TABLES],
  );
  return rows.map(({ name }) => name);
}
