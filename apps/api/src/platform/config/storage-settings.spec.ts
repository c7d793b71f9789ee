import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidConfiguration, readEnvironment } from './configuration';

const REQUIRED = {
  DATABASE_APP_URL: 'postgres://parley_app:app-password@127.0.0.1:5432/parley',
  DATABASE_SYSTEM_URL: 'postgres://parley_system:system-password@127.0.0.1:5432/parley',
  PUBLIC_URL: 'https://parley.example.com',
  ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
};

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnvironment({ ...REQUIRED, ...variables });
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error.faults;
    throw error;
  }
  return [];
}

describe('where files are kept', () => {
  it('is a folder unless told otherwise', () => {
    expect(readEnvironment(REQUIRED)).toMatchObject({ STORAGE: 'local', STORAGE_FOLDER: 'storage' });
  });

  it.each([
    [{ STORAGE: 's3', S3_BUCKET: 'parley-files' }],
    [{ STORAGE: 's3', S3_BUCKET: 'parley.files', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }],
    [{ STORAGE: 's3', S3_BUCKET: 'parley-files', S3_ENDPOINT: 'http://minio:9000', S3_REGION: 'auto' }],
    [{ STORAGE: 'local', STORAGE_FOLDER: '/data' }],
  ])('may be %j', (variables) => {
    expect(faultsOf(variables)).toEqual([]);
  });

  it.each([
    [{ STORAGE: 'tape' }, ['STORAGE']],
    [{ STORAGE: 's3' }, ['S3_BUCKET']],
    [{ STORAGE: 's3', S3_BUCKET: 'UPPER CASE' }, ['S3_BUCKET']],
    [{ STORAGE: 's3', S3_BUCKET: 'parley-files', S3_ACCESS_KEY_ID: 'id' }, ['S3_SECRET_ACCESS_KEY']],
    [{ STORAGE: 's3', S3_BUCKET: 'parley-files', S3_SECRET_ACCESS_KEY: 'secret' }, ['S3_ACCESS_KEY_ID']],
    [
      { STORAGE: 's3', S3_ENDPOINT: 'minio', S3_ACCESS_KEY_ID: 'id' },
      ['S3_BUCKET', 'S3_ENDPOINT', 'S3_SECRET_ACCESS_KEY'],
    ],
  ])('is not %j, and every fault is named', (variables, names) => {
    const named = faultsOf(variables).map((fault) => /[A-Z][A-Z0-9_]+/.exec(fault)?.[0]);
    expect([...new Set(named)].sort()).toEqual(names);
  });

  it('has a secret that may be mounted as a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'from a file\n');
    const given = {
      STORAGE: 's3',
      S3_BUCKET: 'files',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY_FILE: file,
    };
    expect(readEnvironment({ ...REQUIRED, ...given }).S3_SECRET_ACCESS_KEY).toBe('from a file');
    rmSync(folder, { recursive: true });
  });
});

describe('who is asked for files', () => {
  it('is Meta unless told otherwise', () => {
    expect(readEnvironment(REQUIRED).WHATSAPP_MEDIA_HOSTS).toEqual(['lookaside.fbsbx.com']);
    const hosts = readEnvironment({ ...REQUIRED, WHATSAPP_MEDIA_HOSTS: 'a.example, b.example:8443' });
    expect(hosts.WHATSAPP_MEDIA_HOSTS).toEqual(['a.example', 'b.example:8443']);
  });

  it.each(['*.fbsbx.com', 'https://lookaside.fbsbx.com', 'a.example/path', 'user@a.example'])(
    'is never a pattern or an address: %s',
    (hosts) => {
      expect(faultsOf({ WHATSAPP_MEDIA_HOSTS: hosts })).toEqual([
        expect.stringContaining('WHATSAPP_MEDIA_HOSTS'),
      ]);
    },
  );
});
