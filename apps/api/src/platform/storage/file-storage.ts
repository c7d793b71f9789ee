import { Readable } from 'node:stream';
import { StorageKey } from './storage-key';

/** Both ends are part of it, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Keeps files. What is written is there whole or not at all, also when the process dies in the middle. */
export abstract class FileStorage {
  /**
   * Resolves when the file would survive a loss of power; a file that was there is replaced in one step. What `content`
   * fails with is thrown as it is, and then nothing was written.
   * @throws StorageFailure `full`, `away`
   */
  abstract write(key: StorageKey, content: Readable): Promise<{ readonly byteSize: number }>;

  /** @throws StorageFailure `missing`, `away`; the stream may fail later. */
  abstract open(key: StorageKey, range?: ByteRange): Promise<Readable>;

  /** Also of a file that is not there. @throws StorageFailure `away` */
  abstract remove(key: StorageKey): Promise<void>;

  /** Removes what writers that died have left half written. */
  abstract sweep(): Promise<void>;
}

export class StorageFailure extends Error {
  constructor(
    /** full: no room. missing: no such file. away: it cannot be used now, or not as it is set up. */
    readonly code: 'full' | 'missing' | 'away',
    override readonly cause?: unknown,
  ) {
    super(SENTENCES[code]);
  }
}

const SENTENCES = {
  full: 'The storage for files is full.',
  missing: 'The storage has no such file.',
  away: 'The storage for files cannot be used now.',
};
