import { TestDatabase } from '../../support/test-database';
import { FullTenant } from './tenant-rows';

/** That a session or a key was used is written down when it is used, by whomever; it is nobody's deed. */
const NOTES_OF_USE = ['last_used_at', 'last_used_address', 'last_seen_at'];

interface Table {
  readonly name: string;
  readonly columns: string[];
  readonly hasTenant: boolean;
}

/** What the database held of each tenant in the beginning, and the way back to it. */
export class Evidence {
  private constructor(
    private readonly database: TestDatabase,
    private readonly tables: readonly Table[],
  ) {}

  /** Remembers every row of every table as it is now, and from now on which tables are written to. */
  static async of(database: TestDatabase): Promise<Evidence> {
    const tables = await database.query<Table>(
      `SELECT table_name AS name, bool_or(column_name = 'tenant_id') AS "hasTenant",
         array_agg(column_name::text ORDER BY ordinal_position) FILTER (WHERE is_generated = 'NEVER') AS columns
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'migration'
       GROUP BY table_name ORDER BY table_name`,
    );
    await database.query(`
      CREATE SCHEMA before;
      CREATE TABLE before.touched (name text);
      CREATE FUNCTION before.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN INSERT INTO before.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;`);
    for (const { name, columns } of tables) {
      await database.query(`
        CREATE TABLE before.${name} AS SELECT ${columns.join(', ')} FROM public.${name};
        CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE ON public.${name}
          FOR EACH STATEMENT EXECUTE FUNCTION before.touch();`);
    }
    return new Evidence(database, tables);
  }

  tableNames(): string[] {
    return this.tables.map(({ name }) => name);
  }

  /** Which rows of that tenant and of its people were added, changed or taken away since the beginning. */
  async changesOf(tenant: FullTenant): Promise<string[]> {
    const touched = await this.touched();
    return touched.length === 0 ? [] : this.changesIn(touched, tenant);
  }

  /** The same without asking which tables were written to. */
  changesAnywhere(tenant: FullTenant): Promise<string[]> {
    return this.changesIn(this.tables, tenant);
  }

  /** Makes everything as it was in the beginning. */
  async restore(): Promise<void> {
    const touched = await this.touched();
    if (touched.length === 0) return;
    const steps = touched.map(({ name, columns }) => {
      const all = columns.join(', ');
      return `DELETE FROM public.${name};
        INSERT INTO public.${name} (${all}) OVERRIDING SYSTEM VALUE SELECT ${all} FROM before.${name};`;
    });
    // One statement of many commands is one transaction; as a replica, since rows come back in no order.
    await this.database.query(
      `SET LOCAL session_replication_role = replica; ${steps.join('\n')} DELETE FROM before.touched;`,
    );
  }

  private async touched(): Promise<Table[]> {
    const rows = await this.database.query<{ name: string }>('SELECT DISTINCT name FROM before.touched');
    return this.tables.filter(({ name }) => rows.some((row) => row.name === name));
  }

  private async changesIn(tables: readonly Table[], { id }: FullTenant): Promise<string[]> {
    const before = tables.flatMap((table) => linesOf(table, 'before')).join(' UNION ALL ');
    const now = tables.flatMap((table) => linesOf(table, 'public')).join(' UNION ALL ');
    if (before === '') return [];
    const rows = await this.database.query<{ line: string }>(
      `SELECT 'was: ' || line AS line FROM ((${before}) EXCEPT ALL (${now})) AS gone
       UNION ALL SELECT 'is: ' || line FROM ((${now}) EXCEPT ALL (${before})) AS new`,
      [id],
    );
    return rows.map(({ line }) => line);
  }
}

// Who is a member elsewhere too may do to their own account what they like.
const ITS_PEOPLE = `
  SELECT user_id FROM before.membership GROUP BY user_id HAVING array_agg(tenant_id) = ARRAY[$1::uuid]`;

/** Which rows of a table are a tenant's; a table that is not named here and has no tenant_id holds nothing of one. */
const OTHER_ROWS: Record<string, string> = {
  tenant: 'id = $1',
  app_user: `id IN (${ITS_PEOPLE})`,
  session: `user_id IN (${ITS_PEOPLE})`,
  recovery_code: `user_id IN (${ITS_PEOPLE})`,
  password_reset: `user_id IN (${ITS_PEOPLE})`,
};

/** A SELECT of the rows of tenant $1, one line each. */
function linesOf({ name, columns, hasTenant }: Table, schema: 'public' | 'before'): string[] {
  const condition = hasTenant ? 'tenant_id = $1' : OTHER_ROWS[name];
  if (condition === undefined) return [];
  return [
    `SELECT '${name} ' || (to_jsonb(${name}) - '{${NOTES_OF_USE.join(',')}}'::text[])::text AS line
     FROM (SELECT ${columns.join(', ')} FROM ${schema}.${name}) AS ${name} WHERE ${condition}`,
  ];
}
