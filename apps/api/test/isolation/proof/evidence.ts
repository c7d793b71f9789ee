import { TestDatabase } from '../../support/test-database';
import { FullTenant } from './tenant-rows';

/** That a session or a key was used is written down when it is used, by whomever; it is nobody's deed. */
const NOTES_OF_USE = ['last_used_at', 'last_used_address', 'last_seen_at'];

interface Table {
  readonly name: string;
  readonly columns: string[];
  readonly hasTenant: boolean;
}

/** What the database holds of each tenant, and the way back to it. */
export class Evidence {
  private constructor(
    private readonly database: TestDatabase,
    private readonly tables: readonly Table[],
  ) {}

  /** Remembers every row of every table as it is now. */
  static async of(database: TestDatabase): Promise<Evidence> {
    const tables = await database.query<Table>(
      `SELECT table_name AS name, bool_or(column_name = 'tenant_id') AS "hasTenant",
         array_agg(column_name::text ORDER BY ordinal_position) FILTER (WHERE is_generated = 'NEVER') AS columns
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'migration'
       GROUP BY table_name ORDER BY table_name`,
    );
    const evidence = new Evidence(database, tables);
    await database.query('CREATE SCHEMA before');
    for (const { name, columns } of tables)
      await database.query(`CREATE TABLE before.${name} AS SELECT ${columns.join(', ')} FROM public.${name}`);
    await database.query(evidence.wayBack());
    return evidence;
  }

  /** Every row of that tenant, of whatever table, and its people, as one line each. */
  async dump({ id }: FullTenant): Promise<string[]> {
    const rows = await this.database.query<{ line: string }>(`${this.linesOf('public')} ORDER BY 1`, [id]);
    return rows.map(({ line }) => line);
  }

  /** Which rows of that tenant were added, changed or taken away since the beginning. */
  async changesOf({ id }: FullTenant): Promise<string[]> {
    const rows = await this.database.query<{ line: string }>(
      `(SELECT 'was: ' || line AS line FROM (${this.linesOf('before')} EXCEPT ALL ${this.linesOf('public')}) AS gone)
       UNION ALL
       (SELECT 'is: ' || line FROM (${this.linesOf('public')} EXCEPT ALL ${this.linesOf('before')}) AS new)`,
      [id],
    );
    return rows.map(({ line }) => line);
  }

  /** Makes everything as it was in the beginning. */
  async restore(): Promise<void> {
    await this.database.query('SELECT before.restore()');
  }

  /** Tables with a tenant in which that tenant has no row, and free texts of its rows that do not bear its word. */
  async missingOf(tenant: FullTenant): Promise<string[]> {
    const missing: string[] = [];
    for (const { name } of this.tables.filter(({ hasTenant }) => hasTenant)) {
      const [row] = await this.database.query<{ texts: Record<string, string | null> }>(
        `SELECT to_jsonb(one) AS texts FROM public.${name} AS one WHERE tenant_id = $1 LIMIT 1`,
        [tenant.id],
      );
      if (row === undefined) missing.push(`${name}: no row`);
    }
    const columns = await this.database.query<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'text' AND table_name = ANY ($1)
         AND NOT EXISTS (SELECT 1 FROM pg_constraint, unnest(conkey) AS place
           WHERE contype = 'c' AND conrelid = format('public.%I', table_name)::regclass
             AND place = (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = column_name))`,
      [this.tables.filter(({ hasTenant }) => hasTenant).map(({ name }) => name)],
    );
    for (const { table, column } of columns) {
      if (SYSTEM_WORDS.includes(`${table}.${column}`)) continue;
      const [row] = await this.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM public.${table} WHERE tenant_id = $1 AND ${column} LIKE '%' || $2 || '%'`,
        [tenant.id, tenant.slug],
      );
      if (row?.count === 0) missing.push(`${table}.${column}: no text with the word of the tenant`);
    }
    return missing;
  }

  private linesOf(schema: 'public' | 'before'): string {
    const lines = ({ name, columns }: Table, condition: string) =>
      `SELECT '${name} ' || (to_jsonb(${name}) - '{${NOTES_OF_USE.join(',')}}'::text[])::text AS line
       FROM (SELECT ${columns.join(', ')} FROM ${schema}.${name}) AS ${name} WHERE ${condition}`;
    const tables = this.tables
      .filter(({ hasTenant }) => hasTenant)
      .map((table) => lines(table, 'tenant_id = $1'));
    const itself = lines(this.table('tenant'), 'id = $1');
    // Who is a member elsewhere too may do to their own account what they like.
    const itsPeople = `(SELECT user_id FROM before.membership GROUP BY user_id HAVING array_agg(tenant_id) = ARRAY[$1::uuid])`;
    const people = [
      lines(this.table('app_user'), `id IN ${itsPeople}`),
      ...['session', 'recovery_code', 'password_reset'].map((name) =>
        lines(this.table(name), `user_id IN ${itsPeople}`),
      ),
    ];
    return `(${[...tables, itself, ...people].join(' UNION ALL ')})`;
  }

  private table(wanted: string): Table {
    const found = this.tables.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`There is no table ${wanted}.`);
    return found;
  }

  private wayBack(): string {
    const steps = this.tables.map(({ name, columns }) => {
      const all = columns.join(', ');
      return `
        IF EXISTS ((SELECT ${all} FROM public.${name} EXCEPT ALL SELECT ${all} FROM before.${name}) UNION ALL
          (SELECT ${all} FROM before.${name} EXCEPT ALL SELECT ${all} FROM public.${name})) THEN
          DELETE FROM public.${name};
          INSERT INTO public.${name} (${all}) OVERRIDING SYSTEM VALUE SELECT ${all} FROM before.${name};
        END IF;`;
    });
    return `
      CREATE FUNCTION before.restore() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
      BEGIN ${steps.join('')} END $$`;
  }
}

/** Texts that the system itself writes or reads: they cannot be any text. */
const SYSTEM_WORDS = ['data_key.wrapped_by', 'contact_identity.kind'];
