import {
  DemoEnvironment,
  InstallationEnvironment,
  OwnerEnvironment,
  SeedEnvironment,
} from '../../../api/src/operator/environments';
import { InvalidConfiguration, readAs } from '../../../api/src/platform/config/configuration';
import { Environment } from '../../../api/src/platform/config/environment';
import { readEcosystem, readRepositoryFile } from './repository';

const OF_OUR_OWN = [
  ...['ecosystem.config.js', 'docker-entrypoint.sh'],
  ...['tools/instance/ports.ts', 'tools/instance/home.ts'],
];
const CLASSES = ['apps/api/src/platform/config/environment.ts', 'apps/api/src/operator/environments.ts'];
const REQUIRED = ['PUBLIC_URL', 'DATABASE_APP_URL', 'DATABASE_SYSTEM_URL', 'ENCRYPTION_KEY'];
const SECRETS = [
  ...['DATABASE_APP_URL', 'DATABASE_SYSTEM_URL', 'REDIS_URL', 'SMTP_URL', 'ENCRYPTION_KEY'],
  ...['PREVIOUS_ENCRYPTION_KEYS', 'WHATSAPP_APP_SECRETS', 'WHATSAPP_VERIFY_TOKEN'],
  ...['WHATSAPP_SIMULATOR_TOKEN', 'S3_SECRET_ACCESS_KEY', 'METRICS_TOKEN'],
];

describe('.env.example', () => {
  it('names every setting that is read, and no other', () => {
    const names = [...Object.keys(settings()), ...Object.keys(examples())].sort();
    expect(names).toEqual([...new Set(settingsInCode())].sort());
  });

  it('leaves out nothing that the processes must be given', () => {
    expect(faultsOf({})).toHaveLength(REQUIRED.length);
    for (const name of REQUIRED) expect(settings()).toHaveProperty(name, '');
  });

  it('starts the api when what is required is filled in', () => {
    const filled = {
      ...settings(),
      PUBLIC_URL: 'https://parley.example.com',
      DATABASE_APP_URL: 'postgres://parley_app:x@db/parley',
      DATABASE_SYSTEM_URL: 'postgres://parley_system:x@db/parley',
      ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    };
    const { HOST, PORT, LOG_LEVEL, WHATSAPP_GRAPH_URL, WHATSAPP_GRAPH_VERSION } = readAs(Environment, filled);
    expect({ HOST, PORT: String(PORT), LOG_LEVEL, WHATSAPP_GRAPH_URL, WHATSAPP_GRAPH_VERSION }).toEqual({
      HOST: examples()['HOST'],
      PORT: examples()['PORT'],
      LOG_LEVEL: examples()['LOG_LEVEL'],
      WHATSAPP_GRAPH_URL: examples()['WHATSAPP_GRAPH_URL'],
      WHATSAPP_GRAPH_VERSION: examples()['WHATSAPP_GRAPH_VERSION'],
    });
  });

  it('has examples that every command accepts', () => {
    const all = {
      ...examples(),
      PUBLIC_URL: 'https://parley.example.com',
      DATABASE_APP_URL: 'postgres://parley_app:x@db/parley',
      DATABASE_SYSTEM_URL: 'postgres://parley_system:x@db/parley',
      ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
      WHATSAPP_APP_SECRETS: '0123456789abcdef,fedcba9876543210',
      WHATSAPP_VERIFY_TOKEN: 'a-verify-token',
    };
    for (const shape of [OwnerEnvironment, SeedEnvironment, InstallationEnvironment, DemoEnvironment]) {
      expect(() => readAs<Environment>(shape, all)).not.toThrow();
    }
  });
});

describe('ecosystem.config.js', () => {
  it('hands the api and the worker every setting that they read, by value or by file', () => {
    const names = namesIn(CLASSES[0] ?? '').filter((name) => !['HOST', 'PORT'].includes(name));
    const files = SECRETS.map((name) => `${name}_FILE`);
    const given = Object.fromEntries([...names, ...files].map((name) => [name, 'x']));
    const [api, worker] = readEcosystem(given).filter(({ name }) => name !== 'dashboard');
    expect(api?.env).toEqual({ ...given, HOST: '127.0.0.1', PORT: '8000' });
    expect(worker?.env).toEqual({ ...given, HOST: '127.0.0.1' });
  });
});

/** What is set in the file as it stands. */
function settings(): Record<string, string> {
  return assignments(/^([A-Z0-9_]+)=(.*)$/gm);
}

/** What is shown as default or example. */
function examples(): Record<string, string> {
  return assignments(/^#([A-Z0-9_]+)=(.+)$/gm);
}

function assignments(pattern: RegExp): Record<string, string> {
  const found = [...readRepositoryFile('.env.example').matchAll(pattern)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}

function settingsInCode(): string[] {
  const ours = OF_OUR_OWN.flatMap((path) => readRepositoryFile(path).match(/PARLEY_[A-Z_]+/g) ?? []);
  return [...CLASSES.flatMap(namesIn), ...ours];
}

function namesIn(path: string): string[] {
  return [...readRepositoryFile(path).matchAll(/^ {2}(?:declare )?([A-Z][A-Z0-9_]+)\??(?::| =)/gm)].map(
    ([, name = '']) => name,
  );
}

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    readAs(Environment, variables);
    return [];
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error.faults;
    throw error;
  }
}
