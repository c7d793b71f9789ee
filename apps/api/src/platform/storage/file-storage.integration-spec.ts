import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { S3_CREDENTIALS, TestS3 } from '../../../test/support/s3-server';
import { newId } from '../../kernel/ids';
import { describeFileStorage } from './file-storage.contract';
import { LocalFolder } from './local-folder';
import { S3Bucket } from './s3-bucket';
import { tenantStorage } from './storage-key';

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

describe('the storage', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'parley-storage-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('in a folder', () => {
    const key = () => tenantStorage(newId()).keyOf({ id: newId(), createdAt: new Date() });

    it('makes the folder', async () => {
      const deep = join(folder, 'not', 'there', 'yet');
      await new LocalFolder(deep).write(key(), Readable.from([Buffer.from('hello')]));
      expect(await filesIn(deep)).toHaveLength(1);
    });

    it('leaves nothing behind when the file cannot be put in its place', async () => {
      const one = key();
      await mkdir(join(folder, 'tenants'), { recursive: true });
      await writeFile(join(folder, one.split('/').slice(0, 2).join('/')), 'a file where a folder should be');
      const written = new LocalFolder(folder).write(one, Readable.from([Buffer.from('hello')]));
      await expect(written).rejects.toMatchObject({ code: 'away' });
      expect(await filesIn(join(folder, 'unfinished'))).toEqual([]);
    });

    it('sweeps up what writers that died have left, and nothing that may still grow', async () => {
      const storage = new LocalFolder(folder);
      await storage.sweep();
      const kept = key();
      await storage.write(kept, Readable.from([Buffer.from('hello')]));
      for (const name of ['old', 'young']) await writeFile(join(folder, 'unfinished', name), 'half');
      const longAgo = new Date(Date.now() - 2 * 3_600_000);
      await utimes(join(folder, 'unfinished', 'old'), longAgo, longAgo);
      await utimes(join(folder, kept), longAgo, longAgo);
      await storage.sweep();
      expect(await filesIn(folder)).toEqual([kept, 'unfinished/young'].sort());
    });
  });
});

let folder: string;
describeFileStorage(
  'a folder as storage',
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-storage-'));
    await writeFile(join(folder, 'file'), '');
    return {
      storage: new LocalFolder(join(folder, 'files')),
      broken: new LocalFolder(join(folder, 'file')),
      files: () => filesIn(join(folder, 'files')).catch(() => []),
    };
  },
  () => rm(folder, { recursive: true, force: true }),
);

let s3: TestS3;
const buckets: S3Bucket[] = [];
describeFileStorage(
  'a bucket as storage',
  async () => {
    s3 = await TestS3.start();
    const place = { endpoint: s3.url, region: 'us-east-1', bucket: s3.bucket };
    const storage = new S3Bucket({ ...place, credentials: S3_CREDENTIALS });
    const wrong = { ...S3_CREDENTIALS, secretAccessKey: 'another secret' };
    const broken = new S3Bucket({ ...place, credentials: wrong });
    buckets.push(storage, broken);
    return {
      storage,
      broken,
      files: () => Promise.resolve([...s3.objects.keys(), ...s3.uploads.keys()].sort()),
    };
  },
  async () => {
    for (const bucket of buckets) bucket.close();
    await s3.stop();
  },
);
