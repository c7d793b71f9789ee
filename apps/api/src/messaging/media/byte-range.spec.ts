import fc from 'fast-check';
import { byteRangeIn } from './byte-range';

describe('the part of a file of 10 bytes that a request asks for', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=9-9', { start: 9, end: 9 }],
    ['bytes=5-100', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-100', { start: 0, end: 9 }],
  ])('%s is %j', (header, range) => {
    expect(byteRangeIn(header, 10)).toEqual(range);
  });

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=999999999999999-'])('%s is not in it', (header) => {
    expect(byteRangeIn(header, 10)).toBe('unsatisfiable');
  });

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=5-2',
    'bytes=0-1,3-4',
    'lines=0-1',
    'bytes 0-1',
  ])('%j is all of it', (header) => {
    expect(byteRangeIn(header, 10)).toBeNull();
  });

  it('is always in the file', () => {
    const header = fc
      .tuple(fc.option(fc.nat()), fc.option(fc.nat()))
      .map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`);
    fc.assert(
      fc.property(header, fc.nat(), (text, byteSize) => {
        const range = byteRangeIn(text, byteSize);
        if (range === null || range === 'unsatisfiable') return;
        expect(0 <= range.start && range.start <= range.end && range.end < byteSize).toBe(true);
      }),
    );
  });
});
