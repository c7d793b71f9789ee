import { TestDatabase } from '../../support/test-database';
import { FullTenant } from './tenant-rows';

/** Texts that the system itself writes or reads: they cannot be any text. */
const SYSTEM_WORDS = ['data_key.wrapped_by', 'contact_identity.kind'];

/**
 * Tables with a tenant in which that tenant has no row, and texts that could be any text and do not bear its word in
 * any of its rows. What is not there could not be seen to leak.
 */
export async function missingRows(database: TestDatabase, tenant: FullTenant): Promise<string[]> {
  const columns = await database.query<{ table: string; texts: string[] | null }>(
    `SELECT table_name AS table,
       array_agg(column_name::text) FILTER (WHERE data_type = 'text' AND NOT is_checked) AS texts
     FROM (SELECT *, EXISTS (
             SELECT 1 FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
             WHERE contype = 'c' AND conrelid = format('%I.%I', table_schema, table_name)::regclass
               AND attname = column_name) AS is_checked
           FROM information_schema.columns WHERE table_schema = 'public') AS every
     GROUP BY table_name HAVING bool_or(column_name = 'tenant_id') ORDER BY 1`,
  );
  const missing: string[] = [];
  for (const { table, texts } of columns) {
    const rows = await database.query<Record<string, unknown>>(
      `SELECT * FROM public.${table} WHERE tenant_id = $1`,
      [tenant.id],
    );
    if (rows.length === 0) missing.push(`${table}: no row of ${tenant.slug}`);
    const silent = (texts ?? [])
      .filter((text) => !SYSTEM_WORDS.includes(`${table}.${text}`))
      .filter((text) => !rows.some((row) => String(row[text]).includes(tenant.slug)));
    missing.push(...silent.map((text) => `${table}.${text}: no text with the word ${tenant.slug}`));
  }
  return missing;
}
