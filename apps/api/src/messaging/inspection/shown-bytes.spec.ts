import * as fc from 'fast-check';
import { shownBytes } from './shown-bytes';

describe('bytes that are shown', () => {
  it('are text where they are UTF-8, and every byte can be had back in any case', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map(utf8)), (given) => {
        const { text, base64 } = shownBytes(Buffer.from(given));
        expect([text, base64].filter((one) => one !== null)).toHaveLength(1);
        const back = text === null ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
        expect(back.equals(Buffer.from(given))).toBe(true);
      }),
    );
  });

  it('keep a byte order mark', () => {
    expect(shownBytes(Buffer.from('\ufeff{}'))).toEqual({ text: '\ufeff{}', base64: null });
  });

  it('that are half a character are base64', () => {
    expect(shownBytes(Buffer.from([0x7b, 0xc3]))).toEqual({ text: null, base64: 'e8M=' });
  });
});

const utf8 = (text: string): Uint8Array => Buffer.from(text);
