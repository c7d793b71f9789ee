import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { newId } from '../kernel/ids';
import { Environment } from '../platform/config/environment';
import { StorageFailure } from '../platform/storage/file-storage';
import { tenantStorage } from '../platform/storage/storage-key';
import { storageOf } from '../platform/storage/storage-of';
import { Finding } from './finding';

/** No tenant's. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const WORDS = 'written by cli doctor';

/** Whether a file that is written can be read: found here, and not when the first picture comes. */
export async function storage(environment: Environment): Promise<Finding> {
  const subject = 'storage';
  const place =
    environment.STORAGE === 's3' ? `the bucket ${environment.S3_BUCKET}` : environment.STORAGE_FOLDER;
  const files = storageOf(environment);
  const key = tenantStorage(NOBODY).keyOf({ id: newId(), createdAt: new Date(0) });
  try {
    await files.write(key, Readable.from([Buffer.from(WORDS)]));
    const read = await text(await files.open(key));
    await files.remove(key);
    const ok = read === WORDS;
    return { subject, ok, says: ok ? `files can be kept in ${place}` : `${place} gives back something else` };
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
    const { message } = error.cause as Error;
    return { subject, ok: false, says: `${place} cannot be used (${message}): see "Files" in deployment.md` };
  }
}
