import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidConfiguration, readEnvironment } from './configuration';

const REQUIRED = {
  DATABASE_APP_URL: 'postgres://parley_app:a@127.0.0.1/parley',
  DATABASE_SYSTEM_URL: 'postgres://parley_system:s@127.0.0.1/parley',
  PUBLIC_URL: 'https://parley.example.com',
  ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
};

describe('a setting in a file', () => {
  let folder: string;

  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'parley-config-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  it('is read as NAME when NAME_FILE names the file, without the line break at its end', () => {
    const environment = readEnvironment({
      ...REQUIRED,
      WHATSAPP_APP_SECRETS_FILE: file('secrets', '0123456789abcdef,fedcba9876543210\n'),
      WHATSAPP_VERIFY_TOKEN_FILE: file('token', ' a-verify-token \r\n'),
    });
    expect(environment.WHATSAPP_APP_SECRETS).toEqual(['0123456789abcdef', 'fedcba9876543210']);
    expect(environment.WHATSAPP_VERIFY_TOKEN).toBe('a-verify-token');
  });

  it('wins over the same setting in the environment', () => {
    const key = Buffer.alloc(32, 2).toString('base64');
    const environment = readEnvironment({ ...REQUIRED, ENCRYPTION_KEY_FILE: file('key', key) });
    expect(environment.ENCRYPTION_KEY).toBe(key);
  });

  it('is as good as none when the file is empty', () => {
    const environment = readEnvironment({ ...REQUIRED, WHATSAPP_VERIFY_TOKEN_FILE: file('empty', '\n') });
    expect(environment.WHATSAPP_VERIFY_TOKEN).toBeUndefined();
  });

  it('is a fault like any other when the file cannot be read, and is named with the others', () => {
    const variables = {
      ...REQUIRED,
      PORT: 'x',
      ENCRYPTION_KEY: undefined,
      ENCRYPTION_KEY_FILE: join(folder, 'nothing-here'),
    };
    expect(() => readEnvironment(variables)).toThrow(InvalidConfiguration);
    expect(() => readEnvironment(variables)).toThrow(/ENCRYPTION_KEY_FILE names a file that cannot be read/);
    expect(() => readEnvironment(variables)).toThrow(/PORT/);
  });

  it('is checked like any other, without repeating what the file holds', () => {
    const variables = { ...REQUIRED, ENCRYPTION_KEY_FILE: file('bad-key', 'hunter2') };
    expect(() => readEnvironment(variables)).toThrow(/ENCRYPTION_KEY must be 32 bytes/);
    expect(() => readEnvironment(variables)).not.toThrow(/hunter2/);
  });
});
