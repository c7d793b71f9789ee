import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { notFound, Problem } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { ByteRange, FileStorage, StorageFailure } from '../../platform/storage/file-storage';
import { tenantStorage } from '../../platform/storage/storage-key';
import { Realtime } from '../../platform/realtime/realtime';
import { MediaFile, MediaRepository } from './media.repository';
import { MediaWakeUp } from './media-wake-up';

/** What fetching again cannot bring back. */
const GONE = 'media_gone';

@Injectable()
export class MediaService {
  constructor(
    private readonly database: AppDatabase,
    private readonly media: MediaRepository,
    private readonly storage: FileStorage,
    private readonly wakeUp: MediaWakeUp,
    private readonly realtime: Realtime,
  ) {}

  /** A file that can be read. @throws Problem 404, 409, 410 when its message was taken back */
  async stored(id: string): Promise<MediaFile & { readonly storageKey: string }> {
    const file = await this.find(id);
    const { storageKey } = file;
    if (file.state !== 'stored' || storageKey === null) throw notStored();
    return { ...file, storageKey };
  }

  /** @throws Problem 404 when it is in the storage no more, 503 when the storage cannot be read */
  async read({ storageKey }: { readonly storageKey: string }, range: ByteRange | null): Promise<Readable> {
    const key = tenantStorage(currentTenant()).kept(storageKey);
    try {
      return await this.storage.open(key, range ?? undefined);
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      throw error.code === 'missing' ? lost() : storageAway();
    }
  }

  /** Has it fetched once more if it failed. @throws Problem 404, 409 when it is there, 410 when it will never be */
  async fetchAgain(id: string): Promise<MediaFile> {
    const { file, asked } = await this.database.transaction(async (transaction) => {
      const known = await this.media.find(transaction, id);
      if (known === null) throw notFound('file');
      if (known.isRevoked) throw revoked();
      if (known.state === 'stored') throw alreadyStored();
      if (known.state === 'failed' && known.failureCode === GONE) throw gone();
      const asked = await this.media.askAgain(transaction, id);
      return { file: (await this.media.find(transaction, id)) ?? known, asked };
    });
    if (asked) {
      this.wakeUp.request();
      await this.realtime.publish([{ tenantId: currentTenant(), conversationId: file.conversationId }]);
    }
    return file;
  }

  private async find(id: string): Promise<MediaFile> {
    const file = await this.database.reading((transaction) => this.media.find(transaction, id));
    if (file === null) throw notFound('file');
    if (file.isRevoked) throw revoked();
    return file;
  }
}

const notStored = (): Problem =>
  new Problem(
    409,
    'media_not_stored',
    'This file is not here.',
    'It waits to be fetched, or could not be: its message says which.',
  );

const alreadyStored = (): Problem => new Problem(409, 'media_stored', 'This file is here already.');

const gone = (): Problem =>
  new Problem(
    410,
    GONE,
    'The provider does not have this file any more.',
    'Ask whoever sent it to send it again.',
  );

const revoked = (): Problem =>
  new Problem(410, 'media_revoked', 'Whoever sent this file has taken its message back.');

const lost = (): Problem =>
  new Problem(404, 'media_lost', 'This file is in our storage no more. Our operators must look at it.');

const storageAway = (): Problem =>
  new Problem(503, 'storage_unavailable', 'We cannot reach our storage for files now. Please try again.');
