import { bytesInWords } from './bytes-in-words';

describe('a size in words', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [1_440, '1.4 kB'],
    [23_400, '23 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [1_440_000, '1.4 MB'],
    [104_857_600, '105 MB'],
  ])('of %d is "%s"', (bytes, words) => expect(bytesInWords(bytes)).toBe(words));
});
