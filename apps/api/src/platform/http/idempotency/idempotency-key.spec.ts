import fc from 'fast-check';
import { fingerprintOf, idempotencyKeyIn } from './idempotency-key';

describe('an Idempotency-Key', () => {
  it('is 1 to 255 visible ASCII characters', () => {
    const visible = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 255,
    });
    fc.assert(fc.property(visible, (key) => expect(idempotencyKeyIn(key)).toBe(key)));
  });

  it.each([
    ['nothing', ''],
    ['a space', 'a b'],
    ['256 characters', 'x'.repeat(256)],
    ['a tab', 'a\t'],
    ['an umlaut', 'ü'],
    ['a control character', '\u0001'],
    ['two headers', ['a', 'b']],
  ])('is refused when it is %s', (_what, key) => {
    expect(() => idempotencyKeyIn(key)).toThrow(
      expect.objectContaining({ status: 400, code: 'invalid_input' }) as Error,
    );
  });
});

describe('the fingerprint of a request', () => {
  it('is the same whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        const turned = Object.fromEntries(Object.entries(body).reverse());
        expect(fingerprintOf('POST /x', turned)).toEqual(fingerprintOf('POST /x', body));
      }),
    );
  });

  it.each([
    ['another operation', fingerprintOf('POST /y', { a: 1 })],
    ['another value', fingerprintOf('POST /x', { a: 2 })],
    ['another type', fingerprintOf('POST /x', { a: '1' })],
    ['another key', fingerprintOf('POST /x', { b: 1 })],
    ['one key more', fingerprintOf('POST /x', { a: 1, b: null })],
    ['no body', fingerprintOf('POST /x', undefined)],
  ])('is another one for %s', (_what, other) => {
    expect(other).not.toEqual(fingerprintOf('POST /x', { a: 1 }));
  });

  it('tells one order of a list from another', () => {
    expect(fingerprintOf('x', { a: [1, 2] })).not.toEqual(fingerprintOf('x', { a: [2, 1] }));
  });
});
