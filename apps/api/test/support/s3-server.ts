import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isSigned } from './s3-signature';

export const S3_CREDENTIALS = { accessKeyId: 'parley', secretAccessKey: 'a secret of the test' };

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** As much of S3 as we use, in memory: signed requests to one bucket. */
export class TestS3 {
  readonly bucket = 'parley-files';
  readonly objects = new Map<string, Buffer>();
  /** Parts of uploads that are neither completed nor aborted. */
  readonly uploads = new Map<string, Map<number, Buffer>>();
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  static async start(): Promise<TestS3> {
    const s3 = new TestS3();
    s3.server.listen(0, '127.0.0.1');
    await once(s3.server, 'listening');
    return s3;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { status, headers, body: answer } = this.answerTo(request, body);
    response.writeHead(status, headers).end(answer);
  }

  private answerTo(request: IncomingMessage, body: Buffer): Answer {
    if (!isSigned(request, body, S3_CREDENTIALS)) return refusal(403, 'SignatureDoesNotMatch');
    const { pathname, searchParams } = new URL(String(request.url), this.url);
    const [, bucket, ...rest] = decodeURIComponent(pathname).split('/');
    if (bucket !== this.bucket) return refusal(404, 'NoSuchBucket');
    const key = rest.join('/');
    const uploadId = searchParams.get('uploadId');
    if (searchParams.has('uploads')) return this.begin();
    if (uploadId !== null)
      return this.continue(request, uploadId, { key, body, part: searchParams.get('partNumber') });
    switch (request.method) {
      case 'PUT':
        this.objects.set(key, body);
        return { status: 200, headers: { etag: '"1"' } };
      case 'DELETE':
        this.objects.delete(key);
        return { status: 204 };
      default:
        return this.read(key, request.headers.range);
    }
  }

  private begin(): Answer {
    const id = randomUUID();
    this.uploads.set(id, new Map());
    return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }

  private continue(
    { method }: IncomingMessage,
    id: string,
    { key, body, part }: { key: string; body: Buffer; part: string | null },
  ): Answer {
    const parts = this.uploads.get(id);
    if (parts === undefined) return refusal(404, 'NoSuchUpload');
    if (method === 'PUT') {
      parts.set(Number(part), body);
      return { status: 200, headers: { etag: `"${part}"` } };
    }
    this.uploads.delete(id);
    if (method === 'DELETE') return { status: 204 };
    const inOrder = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    this.objects.set(key, Buffer.concat(inOrder));
    return xml('<CompleteMultipartUploadResult><ETag>"1"</ETag></CompleteMultipartUploadResult>');
  }

  private read(key: string, range: string | undefined): Answer {
    const object = this.objects.get(key);
    if (object === undefined) return refusal(404, 'NoSuchKey');
    if (range === undefined) return { status: 200, body: object };
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    const content = object.subarray(Number(start), Number(end) + 1);
    return {
      status: 206,
      headers: { 'content-range': `bytes ${start}-${end}/${object.length}` },
      body: content,
    };
  }
}

const xml = (body: string): Answer => ({ status: 200, headers: { 'content-type': 'application/xml' }, body });

const refusal = (status: number, code: string): Answer => ({
  ...xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`),
  status,
});
