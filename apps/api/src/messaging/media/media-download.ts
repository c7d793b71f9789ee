import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem';
import { byteRangeIn } from './byte-range';
import { servingHeaders } from './media-serving';
import { MediaService } from './media.service';

/** Nothing in it runs, and no page frames it (facts: reliability.md E31). */
const SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'";
/** The bytes under an id never change; whether the caller may see them does, so not for long. */
const KEPT = { 'cache-control': 'private, max-age=3600, no-transform', vary: 'cookie, authorization' };

/** A stored file as an answer: whole, in part, or not at all when the caller has it already. */
@Injectable()
export class MediaDownload {
  constructor(private readonly media: MediaService) {}

  /** Nothing where the caller has it already. @throws Problem 404, 409, 416, 503 */
  async send(id: string, request: FastifyRequest, reply: FastifyReply): Promise<StreamableFile | undefined> {
    const file = await this.media.stored(id);
    const byteSize = Number(file.byteSize);
    const etag = `"${file.sha256?.toString('hex') ?? id}"`;
    if (isKnown(request.headers['if-none-match'], etag)) {
      void reply.status(304).headers({ ...KEPT, etag });
      return undefined;
    }
    const range = rangeFor(request, byteSize, etag);
    if (range === 'unsatisfiable') {
      void reply.header('content-range', `bytes */${byteSize}`);
      throw new Problem(416, 'range_not_satisfiable', 'The file is shorter than that.');
    }
    // Whoever asks for the headers alone gets them without a byte being read.
    const content = request.method === 'HEAD' ? Readable.from([]) : await this.media.read(file, range);
    const { contentType: type, disposition } = servingHeaders(file);
    void reply.headers({
      ...KEPT,
      etag,
      'accept-ranges': 'bytes',
      'content-security-policy': SANDBOX,
    });
    if (range === null) return new StreamableFile(content, { type, disposition, length: byteSize });
    const { start, end } = range;
    void reply.status(206).header('content-range', `bytes ${start}-${end}/${byteSize}`);
    return new StreamableFile(content, { type, disposition, length: end - start + 1 });
  }
}

/** A range of another version than ours would be put together with it: then the whole. */
function rangeFor(
  { headers }: FastifyRequest,
  byteSize: number,
  etag: string,
): ReturnType<typeof byteRangeIn> {
  const condition = headers['if-range'];
  return condition === undefined || condition === etag ? byteRangeIn(headers.range, byteSize) : null;
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
