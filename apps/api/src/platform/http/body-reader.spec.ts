import { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { BodyReader, BrokenOff } from './body-reader';

const MB = 1024 * 1024;

/** A request whose body the test sends. */
function requestOf(headers: Record<string, string> = {}): PassThrough & IncomingMessage {
  return Object.assign(new PassThrough({ highWaterMark: 100 * MB }), { headers }) as unknown as PassThrough &
    IncomingMessage;
}

describe('the reader of bodies', () => {
  it('reads what arrives, byte for byte, in whatever parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (parts) => {
        const request = requestOf();
        const reading = new BodyReader().read(request, 10_000);
        for (const part of parts) request.write(part);
        request.end();
        expect(await reading).toEqual(Buffer.concat(parts));
      }),
    );
  });

  it('refuses what says that it is too large without reading any of it', async () => {
    const request = requestOf({ 'content-length': '101' });
    await expect(new BodyReader().read(request, 100)).rejects.toMatchObject({ status: 413 });
    expect(request.listenerCount('data')).toBe(0);
  });

  it('stops to listen when it becomes too large', async () => {
    const request = requestOf();
    const reading = new BodyReader().read(request, 100);
    request.write(Buffer.alloc(60));
    request.write(Buffer.alloc(41));
    await expect(reading).rejects.toMatchObject({ status: 413, code: 'body_too_large' });
    expect(request.listenerCount('data')).toBe(0);
  });

  it('ends when the sender goes away', async () => {
    const request = requestOf();
    const reading = new BodyReader().read(request, 100);
    request.write('abc');
    request.destroy(new Error('aborted'));
    await expect(reading).rejects.toBeInstanceOf(BrokenOff);
  });

  describe('while many large ones arrive', () => {
    let reader: BodyReader;
    let arriving: (PassThrough & IncomingMessage)[];

    /** 17 of almost 4 MB each, none of them at its end. */
    beforeEach(() => {
      reader = new BodyReader();
      arriving = Array.from({ length: 17 }, () => requestOf());
    });
    const begin = () =>
      arriving.map((request) => {
        const reading = reader.read(request, 4 * MB).catch((error: unknown) => error);
        request.write(Buffer.alloc(4 * MB - 1));
        return reading;
      });

    it('refuses the one that is too much, for now, and takes small ones all the same', async () => {
      const readings = begin();
      await expect(readings[16]).resolves.toMatchObject({ status: 503, retryAfterSeconds: 5 });
      const small = requestOf();
      const reading = reader.read(small, 4 * MB);
      small.end(Buffer.alloc(64 * 1024));
      expect(await reading).toHaveLength(64 * 1024);
    });

    it('takes large ones again when others ended or broke off', async () => {
      const readings = begin();
      await readings[16];
      arriving[0]?.end();
      arriving[1]?.destroy(new Error('aborted'));
      await Promise.all([readings[0], readings[1]]);
      for (let round = 0; round < 2; round += 1) {
        const late = requestOf();
        const reading = reader.read(late, 4 * MB);
        late.end(Buffer.alloc(4 * MB));
        expect(await reading).toHaveLength(4 * MB);
      }
    });
  });

  it('counts small ones, too: what is more than 64 MB of them is to come again, until others ended', async () => {
    const reader = new BodyReader();
    const arriving = Array.from({ length: 1_025 }, () => requestOf());
    const part = Buffer.alloc(64 * 1024);
    const readings = arriving.map((request) => {
      const reading = reader.read(request, 4 * MB).catch((error: unknown) => error);
      request.write(part);
      return reading;
    });
    await expect(readings[1_024]).resolves.toMatchObject({ status: 503, code: 'too_many_bodies' });
    arriving[0]?.end();
    expect(await readings[0]).toHaveLength(part.length);
    const late = requestOf();
    const reading = reader.read(late, 4 * MB);
    late.end(part);
    expect(await reading).toHaveLength(part.length);
  });
});
