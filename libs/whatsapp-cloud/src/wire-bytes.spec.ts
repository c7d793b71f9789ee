import fc from 'fast-check';
import { toWireBytes } from './wire-bytes';

describe('the bytes that Meta puts on the wire', () => {
  it('escape Persian, accents and emoji as lowercase code units', () => {
    expect(toWireBytes({ body: 'Olá سلام 🙂' }).toString('latin1')).toBe(
      '{"body":"Ol\\u00e1 \\u0633\\u0644\\u0627\\u0645 \\ud83d\\ude42"}',
    );
  });

  it('leave U+007F alone and escape U+0080', () => {
    expect(toWireBytes('\u007f\u0080').toString('latin1')).toBe('"\u007f\\u0080"');
  });

  it('contain only ASCII and mean the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (payload) => {
        const bytes = toWireBytes(payload);
        expect(bytes.every((byte) => byte <= 0x7f)).toBe(true);
        expect(JSON.parse(bytes.toString('ascii'))).toEqual(JSON.parse(JSON.stringify(payload)));
      }),
    );
  });

  it('carry a lone surrogate as its escape', () => {
    expect(toWireBytes('\ud83d').toString('latin1')).toBe('"\\ud83d"');
  });

  it('do not exist for what has no JSON form', () => {
    expect(() => toWireBytes(undefined)).toThrow(TypeError);
  });
});
