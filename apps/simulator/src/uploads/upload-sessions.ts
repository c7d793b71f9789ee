import { randomBytes } from 'node:crypto';
import type { Ledger } from '../ledger/ledger';
import type { LedgerEntry } from '../ledger/ledger-entry';
import type { UploadSession } from './upload-session';

/** Resumable uploads, for the samples of templates. Only how many bytes came is known: nobody looks at them again. */
export class UploadSessions {
  private readonly sessions = new Map<string, UploadSession>();
  private readonly finished = new Map<string, string>();
  private readonly typeOfHandle = new Map<string, string>();
  /** Of those that are not finished; a restart begins them anew. */
  private readonly offsets = new Map<string, number>();

  constructor(private readonly ledger: Ledger) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'upload.started') this.sessions.set(entry.upload.id, entry.upload);
    else if (entry.kind === 'upload.finished') {
      const session = this.sessions.get(entry.uploadId);
      if (session === undefined) return;
      this.finished.set(entry.uploadId, entry.handle);
      this.typeOfHandle.set(entry.handle, session.fileType);
    }
  }

  start(wanted: Omit<UploadSession, 'id'>): UploadSession {
    const upload = { ...wanted, id: `upload:${randomBytes(24).toString('base64url')}` };
    this.ledger.record({ kind: 'upload.started', upload });
    return upload;
  }

  find(id: string): UploadSession | undefined {
    return this.sessions.get(id);
  }

  /** Bytes that are there. */
  offsetOf({ id, fileLength }: UploadSession): number {
    return this.finished.has(id) ? fileLength : (this.offsets.get(id) ?? 0);
  }

  /** Adds bytes where the last ones ended. Answers the handle once all are there, null before. */
  add(session: UploadSession, byteCount: number): string | null {
    const known = this.finished.get(session.id);
    if (known !== undefined) return known;
    const offset = this.offsetOf(session) + byteCount;
    this.offsets.set(session.id, offset);
    if (offset < session.fileLength) return null;
    const type = Buffer.from(session.fileType).toString('base64url');
    const handle = `4::${type}:AR${randomBytes(36).toString('base64url')}`;
    this.ledger.record({ kind: 'upload.finished', uploadId: session.id, handle });
    return handle;
  }

  /** The type of the file that a handle stands for. */
  typeOf(handle: string): string | undefined {
    return this.typeOfHandle.get(handle);
  }
}
