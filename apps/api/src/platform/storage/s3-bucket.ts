import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Readable } from 'node:stream';
import { ByteRange, FileStorage, StorageFailure } from './file-storage';
import { StorageKey } from './storage-key';

/** The least that S3 takes, and what a write holds in memory of its file. */
const PART_BYTES = 5 * 1024 * 1024;
const CONNECT_MS = 5_000;
const SILENCE_MS = 30_000;

export interface Bucket {
  /** Of a service that speaks S3; AWS itself where undefined. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly bucket: string;
  /** Where undefined: what the machine has, such as a role. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** A bucket that speaks S3. What a broken-off upload leaves is removed by a rule of the bucket (deployment.md). */
export class S3Bucket extends FileStorage {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ endpoint, region, bucket, credentials }: Bucket) {
    super();
    this.bucket = bucket;
    this.client = new S3Client({
      region,
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      ...(credentials === undefined ? {} : { credentials: { ...credentials } }),
      // Other services than AWS do not know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: SILENCE_MS,
        throwOnRequestTimeout: true,
      },
    });
  }

  async write(key: StorageKey, content: Readable): Promise<{ byteSize: number }> {
    let byteSize = 0;
    let broken: { readonly error: unknown } | undefined;
    const bucket = this.bucket;
    const counted = async function* (): AsyncGenerator<Buffer> {
      try {
        for await (const chunk of content as AsyncIterable<Buffer>) {
          byteSize += chunk.length;
          yield chunk;
        }
      } catch (error) {
        broken = { error };
        throw error;
      }
    };
    try {
      await new Upload({
        client: this.client,
        params: { Bucket: bucket, Key: key, Body: Readable.from(counted(), { objectMode: false }) },
        partSize: PART_BYTES,
        queueSize: 1,
      }).done();
      return { byteSize };
    } catch (error) {
      if (broken !== undefined) throw broken.error;
      throw failure(error);
    } finally {
      content.destroy();
    }
  }

  async open(key: StorageKey, range?: ByteRange): Promise<Readable> {
    const given = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: key, ...given }),
      );
      return Body as Readable;
    } catch (error) {
      throw failure(error);
    }
  }

  async remove(key: StorageKey): Promise<void> {
    try {
      await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
    } catch (error) {
      throw failure(error);
    }
  }

  sweep(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.client.destroy();
  }
}

const CODES: Readonly<Record<string, StorageFailure['code']>> = {
  NoSuchKey: 'missing',
  QuotaExceeded: 'full',
  XMinioStorageFull: 'full',
  InsufficientCapacity: 'full',
};

function failure(error: unknown): StorageFailure {
  return new StorageFailure(CODES[(error as Error).name] ?? 'away', error);
}
