import { IncomingMessage } from 'node:http';
import { Problem, ProblemForNow } from '../../kernel/problem';

/** The first so many bytes of each body are counted apart from the rest: large ones leave room for small ones. */
const SMALL_BYTES = 64 * 1024;
const BEGINNINGS_BYTES = 64 * 1024 * 1024;
const REST_OF_LARGE_BYTES = 64 * 1024 * 1024;
const RETRY_AFTER_S = 5;

/** The sender went away in the middle: there is nobody to answer. */
export class BrokenOff extends Error {}

/** Reads bodies as the bytes that arrive, within limits for each and for all of them together. */
export class BodyReader {
  private readonly held = { beginnings: 0, rest: 0 };

  /**
   * @throws Problem 413 beyond `maxBytes`, at once where the request says so itself; ProblemForNow 503 while too much
   * arrives at the same time; BrokenOff
   */
  async read(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
    let counted = 0;
    const count = (size: number): void => {
      this.held.beginnings += Math.min(size, SMALL_BYTES) - Math.min(counted, SMALL_BYTES);
      this.held.rest += Math.max(0, size - SMALL_BYTES) - Math.max(0, counted - SMALL_BYTES);
      counted = size;
    };
    try {
      return await collect(request, (size) => {
        count(size);
        if (size > maxBytes) return tooLarge();
        if (this.held.beginnings > BEGINNINGS_BYTES) return tooMany();
        return this.held.rest > REST_OF_LARGE_BYTES && size > SMALL_BYTES ? tooManyLarge() : undefined;
      });
    } finally {
      count(0);
    }
  }
}

/** `faultOf` is told after each part how many bytes there are by now, and may end it. */
function collect(request: IncomingMessage, faultOf: (size: number) => Error | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const take = (part: Buffer): void => {
      size += part.length;
      const fault = faultOf(size);
      if (fault === undefined) return void parts.push(part);
      request.off('data', take);
      reject(fault);
    };
    request
      .on('data', take)
      .on('end', () => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, size)))
      .on('error', () => reject(new BrokenOff('The request broke off.')));
  });
}

const tooLarge = (): Problem => new Problem(413, 'body_too_large', 'The request body is too large.');

const tooMany = (): Problem =>
  new ProblemForNow(
    503,
    'too_many_bodies',
    'Too many requests arrive at once. Please send it again.',
    RETRY_AFTER_S,
  );

const tooManyLarge = (): Problem =>
  new ProblemForNow(
    503,
    'too_many_large_bodies',
    'Too many large requests arrive at once. Please send it again.',
    RETRY_AFTER_S,
  );
