import { IncomingMessage } from 'node:http';
import { Problem, ProblemForNow } from '../../kernel/problem';

/** Bodies up to this many bytes are always read; the rest of larger ones shares `LARGE_BODIES_BYTES`. */
const SMALL_BYTES = 64 * 1024;
const LARGE_BODIES_BYTES = 64 * 1024 * 1024;
const RETRY_AFTER_S = 5;

/** The sender went away in the middle: there is nobody to answer. */
export class BrokenOff extends Error {}

/** Reads bodies as the bytes that arrive, within limits for each and for all of them together. */
export class BodyReader {
  private large = 0;

  /**
   * @throws Problem 413 beyond `maxBytes`, at once where the request says so itself; ProblemForNow 503 while too many
   * large bodies arrive at the same time; BrokenOff
   */
  async read(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
    let counted = 0;
    const count = (size: number): void => {
      const large = Math.max(0, size - SMALL_BYTES);
      this.large += large - counted;
      counted = large;
    };
    try {
      return await collect(request, (size) => {
        count(size);
        if (size > maxBytes) return tooLarge();
        return this.large > LARGE_BODIES_BYTES ? tooMuch() : undefined;
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

const tooMuch = (): Problem =>
  new ProblemForNow(
    503,
    'too_many_large_bodies',
    'Too many large requests arrive at once. Please send it again.',
    RETRY_AFTER_S,
  );
