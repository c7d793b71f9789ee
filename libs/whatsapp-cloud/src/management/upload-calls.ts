import type { Readable } from 'node:stream';
import { numberAt, textAt } from '../json-reading';
import { type ManagementCalls, type ManagementOutcome, nodePath, type RefusedCall } from './management-calls';

export interface SampleFile {
  readonly fileName: string;
  readonly mimeType: string;
  readonly byteSize: number;
}

/** As Meta makes them: `upload:`, a word, and at times a signature behind a question mark. */
const UPLOAD_ID = /^upload:[\w=+.~%-]+(\?sig=[\w=.~%-]+)?$/;
const SLOWEST_BYTES_PER_MS = 256;

/**
 * Files that a template or a profile shows: uploaded once, then named by their handle (facts: cloud-api.md E). Begun,
 * then filled from an offset, which after a failure is where Meta says that it stopped.
 */
export class UploadCalls {
  constructor(private readonly calls: ManagementCalls) {}

  start(
    { appId, accessToken }: { appId: string; accessToken: string },
    { fileName, mimeType, byteSize }: SampleFile,
  ): Promise<ManagementOutcome<{ readonly uploadId: string }>> {
    return this.calls.make({
      method: 'POST',
      path: nodePath('appId', appId, 'uploads'),
      query: { file_name: fileName, file_length: byteSize, file_type: mimeType },
      accessToken,
      wanted: 'the id of the upload',
      read: (content) => {
        const uploadId = textAt(content, 'id');
        return uploadId !== null && UPLOAD_ID.test(uploadId) ? { uploadId } : null;
      },
    });
  }

  /** Sends what comes from `offset` on, all of it. A stream is destroyed in any case. */
  send(
    accessToken: string,
    uploadId: string,
    { offset, content, byteSize }: { offset: number; content: Buffer | Readable; byteSize: number },
  ): Promise<ManagementOutcome<{ readonly handle: string }>> {
    return this.calls.make({
      method: 'POST',
      path: uploadPath(uploadId),
      accessToken,
      scheme: 'OAuth',
      bytes: {
        content,
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': String(byteSize - offset),
          file_offset: String(offset),
        },
      },
      moreMs: (byteSize - offset) / SLOWEST_BYTES_PER_MS,
      wanted: 'a handle',
      read: (answer) => {
        const handle = textAt(answer, 'h');
        return handle ? { handle } : null;
      },
    });
  }

  /** How many bytes of it Meta has: where to go on after a failure. */
  offsetOf(accessToken: string, uploadId: string): Promise<ManagementOutcome<{ readonly offset: number }>> {
    return this.calls.make({
      method: 'GET',
      path: uploadPath(uploadId),
      accessToken,
      scheme: 'OAuth',
      wanted: 'an offset',
      read: (content) => {
        const offset = numberAt(content, 'file_offset');
        return offset === null ? null : { offset };
      },
    });
  }
}

function uploadPath(uploadId: string): string | RefusedCall {
  if (UPLOAD_ID.test(uploadId)) return `/${uploadId}`;
  return { kind: 'refused', field: 'uploadId', reason: 'is not the id of an upload' };
}
