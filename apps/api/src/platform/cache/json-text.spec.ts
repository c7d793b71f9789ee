import fc from 'fast-check';
import { jsonTextOf } from './json-text';

describe('what can be cached', () => {
  it('is whatever JSON gives back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const normal: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(String(jsonTextOf(normal)))).toEqual(normal);
      }),
    );
  });

  it('is not undefined, which is nothing', () => {
    expect(jsonTextOf(undefined)).toBeUndefined();
  });

  it.each([
    ['a date', new Date(0)],
    ['no number', NaN],
    ['a big number', { many: Infinity }],
    ['a property that is undefined', { a: undefined }],
    ['a hole', [undefined]],
    ['a map', new Map([['a', 1]])],
    ['bytes', Buffer.from('a')],
    ['a function', () => 1],
    ['an object of a class', new (class Channel {})()],
  ])('is not %s', (_what, value) => {
    expect(() => jsonTextOf(value)).toThrow(TypeError);
    expect(() => jsonTextOf({ within: value })).toThrow(TypeError);
  });
});
