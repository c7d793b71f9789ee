import type pg from 'pg';
import { DEMO } from '../../instance/environment.ts';
import type { BusinessNumber } from './webhooks.ts';

/** Tenants like the demo's, with one number each that does not echo: rows alone, nobody signs in to them. */
export async function addTenants(db: pg.Pool, count: number): Promise<BusinessNumber[]> {
  const { rows } = await db.query<{ number: number; tenantId: string; channelId: string }>(
    `SELECT (SELECT count(*) FROM tenant)::int + n AS number, gen_random_uuid() AS "tenantId", gen_random_uuid() AS "channelId"
     FROM generate_series(1, $1) AS n`,
    [count],
  );
  const tenants = rows.map(({ number, tenantId }) => ({ id: tenantId, slug: `bench-${number}` }));
  const channels = rows.map(({ number, tenantId, channelId }) => ({
    tenant_id: tenantId,
    id: channelId,
    account_id: String(800_000 + number),
    external_id: String(900_000 + number),
    echo_enabled: false,
    // Never sent from, so never opened.
    access_token: '\\x',
  }));
  await copyRow(db, 'tenant', 'slug', 'demo', tenants);
  await copyRow(db, 'channel', 'external_id', DEMO.phoneNumberId, channels);
  const routes = channels.map(({ id, tenant_id, account_id, external_id }) => ({
    channel_id: id,
    tenant_id,
    account_id,
    external_id,
    address: external_id,
  }));
  await copyRow(db, 'channel_route', 'external_id', DEMO.phoneNumberId, routes);
  return channels.map((channel) => ({ phoneNumberId: channel.external_id, wabaId: channel.account_id }));
}

/** A row like the one named, once for each of these changes. */
async function copyRow(
  db: pg.Pool,
  table: string,
  key: string,
  value: string,
  changes: readonly object[],
): Promise<void> {
  const { rows } = await db.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const columns = rows[0]?.columns ?? '';
  await db.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (
       SELECT (jsonb_populate_record(model, change)).* FROM ${table} AS model, jsonb_array_elements($2) AS change
       WHERE model.${key} = $1) AS copies`,
    [value, JSON.stringify(changes)],
  );
}
