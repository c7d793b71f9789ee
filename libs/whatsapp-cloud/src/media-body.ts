import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream';

export class MediaTooLarge extends Error {
  override readonly name = 'MediaTooLarge';
  readonly code = 'too_large';
}

export class MediaTooSlow extends Error {
  override readonly name = 'MediaTooSlow';
  readonly code = 'too_slow';
}

/** `source` up to a number of bytes and a time; past either it fails, and with it the connection that it comes from. */
export function bounded(
  source: Readable,
  { maxBytes, withinMs }: { maxBytes: number; withinMs: number },
): Readable {
  const bounds = new Bounds(maxBytes, withinMs);
  pipeline(source, bounds, () => undefined);
  // Whoever reads hears what went wrong; where nobody does any more, that is no reason for the process to end.
  bounds.on('error', () => undefined);
  return bounds;
}

class Bounds extends Transform {
  private readonly deadline: NodeJS.Timeout;

  constructor(
    private bytesLeft: number,
    withinMs: number,
  ) {
    super();
    this.deadline = setTimeout(() => this.destroy(new MediaTooSlow()), withinMs);
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.bytesLeft -= chunk.length;
    if (this.bytesLeft < 0) done(new MediaTooLarge());
    else done(null, chunk);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.deadline);
    done(error);
  }
}
