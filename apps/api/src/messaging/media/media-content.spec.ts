import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { DeclaredContent, digestIn, MediaContent, WrongContent } from './media-content';

const BYTES = Buffer.from('the bytes of a picture');
const DIGEST = createHash('sha256').update(BYTES).digest();
const OTHER = createHash('sha256').update('something else').digest();

async function failureOf(declared: Partial<DeclaredContent>, bytes = BYTES): Promise<string> {
  const content = new MediaContent({ sha256: [], byteSize: null, ...declared });
  try {
    await pipeline(Readable.from([bytes]), content.resume());
    return 'none';
  } catch (error) {
    if (!(error instanceof WrongContent)) throw error;
    return `${error.failure.code}${error.isFinal ? ', for ever' : ''}`;
  }
}

describe('what came for a file', () => {
  it.each([
    ['hexadecimal', DIGEST.toString('hex')],
    ['hexadecimal in capitals', DIGEST.toString('hex').toUpperCase()],
    ['base64', DIGEST.toString('base64')],
    ['base64 without padding', DIGEST.toString('base64').replace('=', '')],
    ['base64 for addresses', DIGEST.toString('base64url')],
  ])('is the file when its checksum is as declared, in %s', async (_form, text) => {
    expect(await failureOf({ sha256: [text] })).toBe('none');
  });

  it.each([OTHER.toString('hex'), OTHER.toString('base64')])(
    'is not the file otherwise: %s',
    async (text) => {
      expect(await failureOf({ sha256: [text] })).toBe('checksum_mismatch');
    },
  );

  it('must fit every checksum that was declared', async () => {
    expect(await failureOf({ sha256: [DIGEST.toString('base64'), OTHER.toString('hex')] })).toBe(
      'checksum_mismatch',
    );
  });

  it.each([null, '', 'abc', 'not a checksum at all', DIGEST.toString('hex').slice(1)])(
    'is not measured by what is no checksum: %j',
    async (text) => {
      expect(await failureOf({ sha256: [text] })).toBe('none');
    },
  );

  it('is measured by its size where there is no checksum, and not where one fits', async () => {
    expect(await failureOf({ byteSize: 1 })).toBe('size_mismatch');
    expect(await failureOf({ byteSize: BYTES.length })).toBe('none');
    expect(await failureOf({ byteSize: 1, sha256: [DIGEST.toString('hex')] })).toBe('none');
  });

  it('is no file when it is empty, also where that was declared', async () => {
    const empty = createHash('sha256').digest('hex');
    expect(await failureOf({}, Buffer.alloc(0))).toBe('empty_file, for ever');
    expect(await failureOf({ sha256: [empty], byteSize: 0 }, Buffer.alloc(0))).toBe('empty_file, for ever');
    expect(await failureOf({ sha256: [DIGEST.toString('hex')] }, Buffer.alloc(0))).toBe('checksum_mismatch');
  });

  it('has the checksum, size and beginning of its bytes, however they are cut into pieces', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40_000 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pieces, async (arrays) => {
        const whole = Buffer.concat(arrays);
        fc.pre(whole.length > 0);
        const content = new MediaContent({ sha256: [], byteSize: null });
        await pipeline(Readable.from(arrays.map((array) => Buffer.from(array))), content.resume());
        expect(content.sha256).toEqual(createHash('sha256').update(whole).digest());
        expect(content.byteSize).toBe(whole.length);
        expect(content.beginning).toEqual(whole.subarray(0, 65_536));
      }),
    );
  });
});

describe('a checksum', () => {
  it('is read as it was written, in hexadecimal as in base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (array) => {
        const digest = Buffer.from(array);
        expect(digestIn(digest.toString('hex'))).toEqual(digest);
        expect(digestIn(digest.toString('base64'))).toEqual(digest);
      }),
    );
  });

  it('is 32 bytes or none', () => {
    fc.assert(fc.property(fc.string(), (text) => [undefined, 32].includes(digestIn(text)?.length)));
  });
});
