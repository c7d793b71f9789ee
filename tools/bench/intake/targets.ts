import { join } from 'node:path';
import pg from 'pg';
import { outputPath } from '../../build/outputs.ts';
import { apiEnvironment, machineEnvironment, type Instance } from '../../instance/environment.ts';
import { logOf } from '../../instance/home.ts';
import type { ThrowAwayPostgres } from '../../postgres/throw-away-postgres.ts';
import { findFreePort } from '../../processes/ports.ts';
import type { BenchContext } from '../bench.ts';
import { prepareProduct, startTarget, type Target } from '../targets.ts';

/** (a) only the HMAC, (b) the same and one INSERT for each request, (c) the product's api without a worker. */
export async function startTargets(
  context: BenchContext,
  instance: Instance,
  postgres: ThrowAwayPostgres,
): Promise<Target[]> {
  const { settings, env } = instance;
  await prepareProduct(context, instance, postgres);
  const script = join(context.projectRoot, 'tools', 'bench', 'intake', 'hmac-server.ts');
  const [bare, insert] = await Promise.all([findFreePort(), findFreePort()]);
  const plain = { ...machineEnvironment(env), APP_SECRET: settings.appSecret };
  const storing = { DATABASE_URL: await makeInsertDatabase(postgres) };
  const log = (name: string) => logOf(instance.home, name);
  return Promise.all([
    startTarget('bare', script, { ...plain, PORT: String(bare) }, `http://127.0.0.1:${bare}/`, log('bare')),
    startTarget(
      'insert',
      script,
      { ...plain, ...storing, PORT: String(insert) },
      `http://127.0.0.1:${insert}/`,
      log('insert'),
    ),
    startTarget(
      'product',
      outputPath(context.projectRoot, 'api'),
      apiEnvironment(instance),
      `http://127.0.0.1:${instance.ports.api}/api/webhooks/whatsapp`,
      log('api'),
    ),
  ]);
}

/** How many webhooks the product has committed. */
export async function countStored({ superuserUrl }: ThrowAwayPostgres): Promise<number> {
  const { rows } = await query<{ stored: number }>(
    inDatabase(superuserUrl, 'parley'),
    'SELECT count(*)::int AS stored FROM webhook_delivery',
  );
  return rows[0]?.stored ?? 0;
}

async function makeInsertDatabase({ superuserUrl }: ThrowAwayPostgres): Promise<string> {
  await query(superuserUrl, 'CREATE DATABASE bench');
  const url = inDatabase(superuserUrl, 'bench');
  await query(
    url,
    `CREATE TABLE webhook_delivery (id uuid PRIMARY KEY, provider text NOT NULL,
       received_at timestamptz NOT NULL DEFAULT clock_timestamp(), body bytea NOT NULL, exploded_at timestamptz);
     CREATE INDEX webhook_delivery_waiting ON webhook_delivery (id) WHERE exploded_at IS NULL`,
  );
  return url;
}

async function query<T extends pg.QueryResultRow>(
  connectionString: string,
  text: string,
): Promise<pg.QueryResult<T>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await client.query<T>(text);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
