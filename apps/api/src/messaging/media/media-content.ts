import { createHash } from 'node:crypto';
import { Transform, TransformCallback } from 'node:stream';
import { Failure } from '../communication-adapter';

/** Enough of a file to tell its type. */
const BEGINNING_BYTES = 64 * 1024;

export interface DeclaredContent {
  /** Base64 or hexadecimal, as whoever declared it wrote it. */
  readonly sha256: readonly (string | null)[];
  readonly byteSize: number | null;
}

/** What came is not the file. */
export class WrongContent extends Error {
  constructor(
    readonly failure: Failure,
    /** Whether it would come like this again. */
    readonly isFinal: boolean,
  ) {
    super(failure.reason);
  }
}

/** Lets a file through, and fails at its end when it is not what was declared: so nothing wrong is ever kept. */
export class MediaContent extends Transform {
  private readonly hash = createHash('sha256');
  private readonly parts: Buffer[] = [];
  private bytes = 0;
  private digest: Buffer | undefined;

  constructor(private readonly declared: DeclaredContent) {
    super();
  }

  get beginning(): Buffer {
    return Buffer.concat(this.parts).subarray(0, BEGINNING_BYTES);
  }

  get byteSize(): number {
    return this.bytes;
  }

  /** @throws Error before the end */
  get sha256(): Buffer {
    if (this.digest === undefined) throw new Error('The file has not been read to its end.');
    return this.digest;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    if (this.bytes < BEGINNING_BYTES) this.parts.push(Buffer.from(chunk));
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    this.digest = this.hash.digest();
    done(this.fault(this.digest));
  }

  private fault(digest: Buffer): WrongContent | null {
    const { sha256, byteSize } = this.declared;
    const declared = sha256.map(digestIn).filter((one) => one !== null);
    if (declared.some((one) => !one.equals(digest))) return checksumMismatch();
    // A checksum that fits says more than a size that does not.
    if (declared.length === 0 && byteSize !== null && byteSize !== this.bytes) return sizeMismatch();
    return this.bytes === 0 ? emptyFile() : null;
  }
}

/** The 32 bytes that a text means; null for one that means none, which then declares nothing. */
export function digestIn(text: string | null): Buffer | null {
  if (text === null) return null;
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}

const checksumMismatch = (): WrongContent =>
  new WrongContent(
    { code: 'checksum_mismatch', reason: 'The file did not arrive as it was sent: its checksum differs.' },
    false,
  );

const sizeMismatch = (): WrongContent =>
  new WrongContent(
    { code: 'size_mismatch', reason: 'The file did not arrive whole: its size differs.' },
    false,
  );

const emptyFile = (): WrongContent =>
  new WrongContent({ code: 'empty_file', reason: 'The file is empty.' }, true);
