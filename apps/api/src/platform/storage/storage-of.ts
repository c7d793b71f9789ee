import { Environment } from '../config/environment';
import { FileStorage } from './file-storage';
import { LocalFolder } from './local-folder';
import { S3Bucket } from './s3-bucket';

type Settings = Pick<
  Environment,
  | 'STORAGE'
  | 'STORAGE_FOLDER'
  | 'S3_ENDPOINT'
  | 'S3_REGION'
  | 'S3_BUCKET'
  | 'S3_ACCESS_KEY_ID'
  | 'S3_SECRET_ACCESS_KEY'
>;

/** The storage that the settings name. */
export function storageOf(settings: Settings): FileStorage {
  if (settings.STORAGE === 'local') return new LocalFolder(settings.STORAGE_FOLDER);
  const {
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = settings;
  if (bucket === undefined) throw new Error('STORAGE=s3 needs S3_BUCKET.');
  const hasCredentials = accessKeyId !== undefined && secretAccessKey !== undefined;
  return new S3Bucket({
    endpoint: settings.S3_ENDPOINT,
    region: settings.S3_REGION,
    bucket,
    credentials: hasCredentials ? { accessKeyId, secretAccessKey } : undefined,
  });
}
