import { InvalidConfiguration, readEnvironment } from './configuration';

const KEY = Buffer.alloc(32, 1).toString('base64');
const REQUIRED = {
  DATABASE_APP_URL: 'postgres://parley_app:app-password@127.0.0.1:5432/parley',
  DATABASE_SYSTEM_URL: 'postgresql://parley_system:system-password@db.internal/parley?sslmode=require',
  PUBLIC_URL: 'https://parley.example.com',
  ENCRYPTION_KEY: KEY,
};

function faultsOf(variables: Record<string, string | undefined>): readonly string[] {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('has a default for everything that is the same everywhere', () => {
    expect({ ...readEnvironment(REQUIRED) }).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8000,
      LOG_LEVEL: 'info',
      INSTALLATION: 'live',
      TRUSTED_PROXIES: ['127.0.0.1', '::1'],
      WHATSAPP_GRAPH_URL: 'https://graph.facebook.com',
      WHATSAPP_GRAPH_VERSION: 'v25.0',
    });
  });

  it('leaves out what is optional', () => {
    const environment = readEnvironment(REQUIRED);
    for (const name of [
      'REDIS_URL',
      'WHATSAPP_APP_SECRETS',
      'WHATSAPP_VERIFY_TOKEN',
      'SMTP_URL',
      'PREVIOUS_ENCRYPTION_KEYS',
    ] as const) {
      expect(environment[name]).toBeUndefined();
    }
  });

  it('reads numbers and lists out of texts', () => {
    const environment = readEnvironment({
      ...REQUIRED,
      PORT: '0',
      WHATSAPP_APP_SECRETS: ' 0123456789abcdef , fedcba9876543210 ,',
    });
    expect(environment.PORT).toBe(0);
    expect(environment.WHATSAPP_APP_SECRETS).toEqual(['0123456789abcdef', 'fedcba9876543210']);
  });

  it('takes an empty text for one that was not given', () => {
    const environment = readEnvironment({
      ...REQUIRED,
      PORT: '',
      REDIS_URL: '',
      SMTP_URL: '',
      WHATSAPP_APP_SECRETS: '',
      WHATSAPP_GRAPH_VERSION: '',
    });
    expect(environment).toMatchObject({ PORT: 8000, WHATSAPP_GRAPH_VERSION: 'v25.0' });
    expect(environment.SMTP_URL).toBeUndefined();
    expect(environment.WHATSAPP_APP_SECRETS).toBeUndefined();
    expect(faultsOf({ ...REQUIRED, ENCRYPTION_KEY: '' })).toHaveLength(1);
  });

  it('cannot be changed once it is read', () => {
    const environment = readEnvironment(REQUIRED);
    expect(() => Object.assign(environment, { PORT: 1 })).toThrow(TypeError);
  });

  it('names everything that is missing or wrong, all at once, each with the name to set', () => {
    const faults = faultsOf({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      DATABASE_APP_URL: 'mysql://x',
      REDIS_URL: 'http://x',
      WHATSAPP_APP_SECRETS: 'short',
      WHATSAPP_VERIFY_TOKEN: 'short',
      WHATSAPP_GRAPH_URL: 'graph',
      WHATSAPP_GRAPH_VERSION: '25',
      PUBLIC_URL: 'parley',
      INSTALLATION: 'production',
      PREVIOUS_ENCRYPTION_KEYS: 'short',
      SMTP_URL: 'http://x',
    });
    const names = faults.map((fault) => /[A-Z_]+/.exec(fault)?.[0]);
    expect([...new Set(names)].sort()).toEqual([
      'DATABASE_APP_URL',
      'DATABASE_SYSTEM_URL',
      'ENCRYPTION_KEY',
      'INSTALLATION',
      'LOG_LEVEL',
      'PORT',
      'PREVIOUS_ENCRYPTION_KEYS',
      'PUBLIC_URL',
      'REDIS_URL',
      'SMTP_URL',
      'WHATSAPP_APP_SECRETS',
      'WHATSAPP_GRAPH_URL',
      'WHATSAPP_GRAPH_VERSION',
      'WHATSAPP_VERIFY_TOKEN',
    ]);
  });

  it.each([
    ['PORT', 'eight thousand'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['ENCRYPTION_KEY', 'too-short'],
    ['ENCRYPTION_KEY', Buffer.alloc(31).toString('base64')],
    ['ENCRYPTION_KEY', Buffer.alloc(32).toString('hex')],
    ['WHATSAPP_APP_SECRETS', ','],
    ['WHATSAPP_APP_SECRETS', '0123456789abcdef,short'],
    ['DATABASE_APP_URL', '127.0.0.1:5432'],
    ['TRUSTED_PROXIES', 'proxy.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.1,everyone'],
    ['RATE_LIMIT_PER_MINUTE', '0'],
    ['RATE_LIMIT_PER_MINUTE', 'many'],
    ['API_DOCS', 'maybe'],
    ['SENDING_WINDOW', 'sometimes'],
  ])('refuses %s=%s', (name, value) => {
    const faults = faultsOf({ ...REQUIRED, [name]: value });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.includes(name))).toBe(true);
  });

  it.each(['http://parley.example.com', 'http://192.168.1.2:3000'])(
    'refuses to send cookies in the clear to another machine: PUBLIC_URL=%s',
    (url) => {
      expect(faultsOf({ ...REQUIRED, PUBLIC_URL: url })).toEqual([
        expect.stringMatching(/PUBLIC_URL must be https:/),
      ]);
    },
  );

  it.each(['https://parley.example.com', 'http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])(
    'is reached by people at PUBLIC_URL=%s',
    (url) => expect(readEnvironment({ ...REQUIRED, PUBLIC_URL: url }).PUBLIC_URL).toBe(url),
  );

  it.each(['10.0.0.1', '10.0.0.0/8', '2001:db8::/32', 'uniquelocal', '127.0.0.1, ::1, linklocal'])(
    'believes proxies at %s',
    (proxies) => expect(faultsOf({ ...REQUIRED, TRUSTED_PROXIES: proxies })).toEqual([]),
  );

  it('says what is wrong without repeating a value, since it may be a secret', () => {
    const secrets = {
      PUBLIC_URL: 'hunter2-public',
      SMTP_URL: 'hunter2-smtp',
      DATABASE_APP_URL: 'mysql://parley_app:hunter2-app@host/x',
      DATABASE_SYSTEM_URL: 'parley_system:hunter2-system',
      REDIS_URL: 'http://:hunter2-redis@host',
      ENCRYPTION_KEY: 'hunter2-key',
      WHATSAPP_APP_SECRETS: 'hunter2-app-s',
      WHATSAPP_VERIFY_TOKEN: 'hunter2',
      WHATSAPP_GRAPH_URL: 'ftp://hunter2-graph',
    };
    const message = new InvalidConfiguration(faultsOf(secrets)).message;
    expect(message.split('\n')).toHaveLength(10);
    expect(message).not.toContain('hunter2');
  });
});
