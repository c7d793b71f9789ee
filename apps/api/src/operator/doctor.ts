import { Client } from 'pg';
import { InboundStateService } from '../messaging';
import { InvalidConfiguration, readAs } from '../platform/config/configuration';
import { examineChannel } from './channel-doctor';
import { InstallationEnvironment } from './environments';
import { EncryptionKeys, WrappedKey } from '../platform/crypto/encryption-keys';
import { createDataSource } from '../platform/database/data-source';
import { DURABILITY_SETTINGS, durabilityFaults } from '../platform/database/durability';
import { Finding } from './finding';
import { withOperatorContext } from './operator-context';
import { storage } from './storage-check';

/** What waits longer than this waits for a reason. */
const SLOW_S = 30;

/** Looks at what an installation, or one channel, needs, says what is wrong, and what to do. Exit code 1 when anything is. */
export async function doctor([channel]: readonly string[]): Promise<number> {
  if (channel !== undefined) return examineChannel(channel);
  const findings = await examine();
  for (const { subject, ok, says } of findings) {
    process.stdout.write(`${ok ? 'ok  ' : 'BAD '} ${subject.padEnd(16)} ${says}\n`);
  }
  const bad = findings.filter(({ ok }) => !ok).length;
  process.stdout.write(
    bad === 0 ? 'Nothing is wrong.\n' : `${bad} of ${findings.length} checks found a fault.\n`,
  );
  return bad === 0 ? 0 : 1;
}

async function examine(): Promise<Finding[]> {
  let environment: InstallationEnvironment;
  try {
    environment = readAs(InstallationEnvironment);
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
    return error.faults.map((says) => ({ subject: 'configuration', ok: false, says }));
  }
  return [
    { subject: 'configuration', ok: true, says: 'every setting is valid' },
    ...(await Promise.all([
      database('app database', environment.DATABASE_APP_URL, 'parley_app'),
      database('system database', environment.DATABASE_SYSTEM_URL, 'parley_system'),
      migrations(environment),
      dataKeys(environment),
      backlog(),
      deadLetters(environment),
      storage(environment),
      answers('api', environment.API_URL, '/api/health'),
      answers('dashboard', environment.DASHBOARD_URL, '/api/health'),
      answers('simulator', environment.SIMULATOR_URL, '/sim/health'),
      webhookSettings(environment),
    ])),
  ];
}

async function database(subject: string, url: string, role: string): Promise<Finding> {
  return inDatabase(subject, url, async (client) => {
    const { rows } = await client.query(
      `SELECT current_user AS name, rolsuper OR rolbypassrls AS mighty, settings.*,
         current_setting('server_version') AS version, abs(extract(epoch FROM clock_timestamp()) - $1) AS skew
       FROM pg_roles, (${DURABILITY_SETTINGS}) AS settings WHERE rolname = current_user`,
      [Date.now() / 1000],
    );
    const { name, mighty, version, skew, ...settings } = rows[0];
    if (name !== role)
      return { subject, ok: false, says: `the URL connects as "${name}", it must be ${role}` };
    if (mighty)
      return {
        subject,
        ok: false,
        says: `${role} can pass row-level security; take SUPERUSER and BYPASSRLS from it`,
      };
    const [fault] = durabilityFaults(settings);
    if (fault !== undefined) return { subject, ok: false, says: fault };
    if (Number(skew) > 5)
      return { subject, ok: false, says: `its clock differs from ours by ${Math.round(skew)} s` };
    return { subject, ok: true, says: `PostgreSQL ${version}, as ${role}` };
  });
}

async function migrations({ DATABASE_SYSTEM_URL }: InstallationEnvironment): Promise<Finding> {
  const known = createDataSource(DATABASE_SYSTEM_URL, 'parley-doctor', 1).options
    .migrations as unknown as (new () => object)[];
  return inDatabase('schema', DATABASE_SYSTEM_URL, async (client) => {
    const { rows } = await client.query(`SELECT to_regclass('message') IS NOT NULL AS there`);
    return rows[0].there
      ? {
          subject: 'schema',
          ok: true,
          says: `in place (${known.length} migration${known.length === 1 ? '' : 's'})`,
        }
      : { subject: 'schema', ok: false, says: 'missing: run the command "migrate"' };
  });
}

/** Whether the configured keys open what they must: found here, and not when the first message is to be sent. */
async function dataKeys(environment: InstallationEnvironment): Promise<Finding> {
  const subject = 'data keys';
  const encryptionKeys = new EncryptionKeys(environment);
  return inDatabase(subject, environment.DATABASE_SYSTEM_URL, async (client) => {
    const { rows } = await client.query<WrappedKey>(
      'SELECT id, tenant_id AS "tenantId", wrapped, wrapped_by AS "wrappedBy" FROM data_key',
    );
    const closed = rows.filter((key) => encryptionKeys.unwrap(key).kind === 'unreadable');
    if (closed.length > 0) {
      const needed = [...new Set(closed.map(({ wrappedBy }) => wrappedBy))].join(', ');
      const says = `${closed.length} of ${rows.length} cannot be opened: what they protect is lost without the ENCRYPTION_KEY whose SHA-256 begins with ${needed}; put it into PREVIOUS_ENCRYPTION_KEYS`;
      return { subject, ok: false, says };
    }
    const previous = rows.filter(({ wrappedBy }) => wrappedBy !== encryptionKeys.presentId).length;
    const rest =
      previous === 0 ? '' : `, ${previous} with a previous one only: run the command "rotate-keys"`;
    return { subject, ok: true, says: `all ${rows.length} can be opened${rest}` };
  });
}

async function backlog(): Promise<Finding> {
  const subject = 'inbox';
  try {
    const { oldestWaitingSeconds: age } = await withOperatorContext(
      (product) => product.get(InboundStateService).now(),
      { isQuiet: true },
    );
    if (age === null) return { subject, ok: true, says: 'nothing waits' };
    if (age < SLOW_S) return { subject, ok: true, says: `the oldest waits for ${age} s` };
    return { subject, ok: false, says: `the oldest waits for ${age} s: does the worker run? See "inbound"` };
  } catch (error) {
    return { subject, ok: false, says: (error as Error).message };
  }
}

async function deadLetters({ DATABASE_SYSTEM_URL }: InstallationEnvironment): Promise<Finding> {
  const subject = 'dead letters';
  return inDatabase(subject, DATABASE_SYSTEM_URL, async (client) => {
    const { rows } = await client.query<{ stage: string; count: number }>(
      `SELECT stage, count(*)::integer AS count FROM dead_letter WHERE state = 'waiting' GROUP BY stage ORDER BY stage`,
    );
    const counts = rows.map(({ stage, count }) => `${count} at ${stage}`).join(', ');
    // What is for a number that nobody has connected is no fault of the installation.
    const ok = rows.every(({ stage }) => stage === 'route');
    const says = `${counts}: see "dead-letters --group", then "replay" or "discard" them`;
    return { subject, ok, says: rows.length === 0 ? 'none' : says };
  });
}

async function inDatabase(
  subject: string,
  url: string,
  ask: (client: Client) => Promise<Finding>,
): Promise<Finding> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 5_000,
  });
  try {
    await client.connect();
    return await ask(client);
  } catch (error) {
    return { subject, ok: false, says: (error as Error).message };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function answers(subject: string, url: string | undefined, path: string): Promise<Finding> {
  if (url === undefined) return { subject, ok: true, says: 'not part of this installation' };
  try {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(3_000) });
    return { subject, ok: response.ok, says: `${url} answers ${response.status}` };
  } catch {
    return { subject, ok: false, says: `${url} does not answer` };
  }
}

function webhookSettings({
  WHATSAPP_APP_SECRETS,
  WHATSAPP_VERIFY_TOKEN,
}: InstallationEnvironment): Promise<Finding> {
  const missing = [
    ...(WHATSAPP_APP_SECRETS === undefined ? ['WHATSAPP_APP_SECRETS'] : []),
    ...(WHATSAPP_VERIFY_TOKEN === undefined ? ['WHATSAPP_VERIFY_TOKEN'] : []),
  ];
  const says =
    missing.length === 0 ? 'app secret and verify token are set' : `not set: ${missing.join(', ')}`;
  return Promise.resolve({ subject: 'webhook', ok: missing.length === 0, says });
}
