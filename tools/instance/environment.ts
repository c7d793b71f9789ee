import type { Home } from './home.ts';
import type { Ports } from './ports.ts';
import type { Settings } from './settings.ts';

export const DEMO = {
  appId: '670843887433847',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayPhoneNumber: '+15550100042',
};

type Environment = Record<string, string>;

/** What a process may take over from the operator's own environment: the machine's settings, none of ours. */
const INHERITED = [
  ...['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
];

export function machineEnvironment(env: NodeJS.ProcessEnv): Environment {
  return pick(env, INHERITED);
}

export interface Instance {
  home: Home;
  ports: Ports;
  settings: Settings;
  env: NodeJS.ProcessEnv;
}

/** For the api and the worker: no owner's URL, so that nothing that serves can change the schema. */
export function apiEnvironment(instance: Instance): Environment {
  const { home, ports, settings, env } = instance;
  return {
    ...machineEnvironment(env),
    ...pick(env, ['REDIS_URL']),
    HOST: '127.0.0.1',
    PORT: String(ports.api),
    PUBLIC_URL: publicUrl(ports),
    INSTALLATION: 'test',
    LOG_LEVEL: env['LOG_LEVEL'] ?? 'info',
    DATABASE_APP_URL: databaseUrl(instance, 'app'),
    DATABASE_SYSTEM_URL: databaseUrl(instance, 'system'),
    ENCRYPTION_KEY: settings.encryptionKey,
    WHATSAPP_APP_ID: DEMO.appId,
    WHATSAPP_APP_SECRETS: settings.appSecret,
    WHATSAPP_VERIFY_TOKEN: settings.verifyToken,
    WHATSAPP_GRAPH_URL: urlsOf(ports).simulator,
    WHATSAPP_GRAPH_VERSION: 'v25.0',
    WHATSAPP_SIMULATOR_TOKEN: settings.simulatorAccessToken,
    STORAGE_FOLDER: home.files,
  };
}

/** For `cli migrate`, `cli seed` and the operator's own commands. */
export function cliEnvironment(instance: Instance): Environment {
  const urls = urlsOf(instance.ports);
  return {
    ...apiEnvironment(instance),
    DATABASE_URL: databaseUrl(instance, 'owner'),
    DATABASE_READER_URL: databaseUrl(instance, 'reader'),
    SIMULATOR_ACCESS_TOKEN: instance.settings.simulatorAccessToken,
    SIMULATOR_URL: urls.simulator,
    API_URL: urls.api,
    DASHBOARD_URL: urls.dashboard,
  };
}

/** No secret: the dashboard holds no authority. */
export function dashboardEnvironment({ ports, env }: Instance): Environment {
  const urls = urlsOf(ports);
  return {
    ...machineEnvironment(env),
    PORT: String(ports.dashboard),
    HOSTNAME: '127.0.0.1',
    NEXT_TELEMETRY_DISABLED: '1',
    API_URL: urls.api,
    SIMULATOR_URL: urls.simulator,
  };
}

export function simulatorEnvironment({ home, ports, settings, env }: Instance): Environment {
  return {
    ...machineEnvironment(env),
    HOST: '127.0.0.1',
    PORT: String(ports.simulator),
    WEBHOOK_URL: `${urlsOf(ports).api}/api/webhooks/whatsapp`,
    WEBHOOK_APP_SECRET: settings.appSecret,
    ACCESS_TOKEN: settings.simulatorAccessToken,
    PHONE_NUMBER_ID: DEMO.phoneNumberId,
    WABA_ID: DEMO.wabaId,
    DISPLAY_PHONE_NUMBER: DEMO.displayPhoneNumber,
    LEDGER_FILE: home.ledger,
  };
}

/** Where people reach the dashboard. */
export function publicUrl(ports: Pick<Ports, 'dashboard'>): string {
  return `http://localhost:${ports.dashboard}`;
}

/** Where the processes reach each other. */
export function urlsOf(
  ports: Pick<Ports, 'dashboard' | 'api' | 'simulator'>,
): Record<'dashboard' | 'api' | 'simulator', string> {
  return {
    dashboard: `http://127.0.0.1:${ports.dashboard}`,
    api: `http://127.0.0.1:${ports.api}`,
    simulator: `http://127.0.0.1:${ports.simulator}`,
  };
}

function databaseUrl({ ports, settings }: Instance, role: keyof Settings['databasePasswords']): string {
  return `postgres://parley_${role}:${settings.databasePasswords[role]}@127.0.0.1:${ports.postgres}/parley`;
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): Environment {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
