import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { outputPath } from '../../build/outputs.ts';
import {
  apiEnvironment,
  cliEnvironment,
  machineEnvironment,
  type Instance,
} from '../../instance/environment.ts';
import { homeOf, logOf, makeHome } from '../../instance/home.ts';
import { generateSettings } from '../../instance/settings.ts';
import { prepareDatabase } from '../../postgres/databases.ts';
import type { ThrowAwayPostgres } from '../../postgres/throw-away-postgres.ts';
import { runCommand } from '../../processes/command.ts';
import { findFreePort } from '../../processes/ports.ts';
import { Trouble } from '../../trouble/trouble.ts';
import type { BenchContext } from '../bench.ts';

/** A server under measurement, in a process of its own. */
export interface Target {
  name: string;
  url: string;
  child: ChildProcess;
}

/** An instance of the product in the throw-away server's folder: own secrets, own ports, own database. */
export async function makeInstance(
  { env, projectRoot }: BenchContext,
  postgres: ThrowAwayPostgres,
): Promise<Instance> {
  const home = homeOf(projectRoot, { PARLEY_HOME: join(postgres.folder, 'home') });
  makeHome(home);
  const [api, dashboard, simulator] = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
  const ports = { api, dashboard, simulator, postgres: postgres.port };
  return { home, ports, settings: generateSettings(), env };
}

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

/** Resolves when the target's process is gone. */
export function stopTarget({ child }: Target): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(killer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** How many webhooks the product has committed. */
export async function countStored({ superuserUrl }: ThrowAwayPostgres): Promise<number> {
  const { rows } = await query<{ stored: number }>(
    inDatabase(superuserUrl, 'parley'),
    'SELECT count(*)::int AS stored FROM webhook_delivery',
  );
  return rows[0]?.stored ?? 0;
}

/** The product's database: roles, schema, demo data. */
export async function prepareProduct(
  { projectRoot, signal }: BenchContext,
  instance: Instance,
  postgres: ThrowAwayPostgres,
): Promise<void> {
  await prepareDatabase(postgres.superuserUrl, instance.settings.databasePasswords);
  for (const command of ['migrate', 'seed']) {
    await runCommand({
      title: `cli ${command}`,
      file: process.execPath,
      args: [outputPath(projectRoot, 'cli'), command],
      cwd: projectRoot,
      env: cliEnvironment(instance),
      log: logOf(instance.home, command),
      evidence: 15,
      signal,
    });
  }
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

/** Resolves when the server says that it is ready. */
export function startTarget(
  name: string,
  script: string,
  env: Record<string, string>,
  url: string,
  log: string,
): Promise<Target> {
  const output = openSync(log, 'a', 0o600);
  const child = fork(script, [], { env, execArgv: [], stdio: ['ignore', output, output, 'ipc'] });
  closeSync(output);
  return new Promise((resolve, reject) => {
    child.on('message', (message) => message === 'ready' && resolve({ name, url, child }));
    child.once('exit', (code, signal) =>
      reject(new Trouble(`The ${name} server ended (${signal ?? code}); its log: ${log}`)),
    );
  });
}
