import fc from 'fast-check';
import { asId, asList, asRecord, asText, asTime, asWord, beginningOf } from './reading';

describe('reading what anyone may have written', () => {
  it('takes an object for a record, and nothing else', () => {
    expect(asRecord({ a: 1 })).toEqual({ a: 1 });
    for (const value of [null, undefined, [], 'text', 1, true]) expect(asRecord(value)).toBeUndefined();
  });

  it('takes an array for a list, and everything else for an empty one', () => {
    expect(asList([1, null])).toEqual([1, null]);
    for (const value of [null, undefined, {}, { length: 2 }, 'text', 1]) expect(asList(value)).toEqual([]);
  });

  it('takes a string with something in it for a text', () => {
    expect(asText('a')).toBe('a');
    for (const value of ['', null, undefined, 1, ['a'], {}]) expect(asText(value)).toBeUndefined();
  });

  it('takes a text or a whole number for an id, if it is short enough for a key', () => {
    expect(asId('wamid.1')).toBe('wamid.1');
    expect(asId(12345678)).toBe('12345678');
    expect(asId('x'.repeat(240))).toHaveLength(240);
    for (const value of ['', 'x'.repeat(241), 1.5, 2 ** 53, Number.NaN, null, [], {}])
      expect(asId(value)).toBeUndefined();
  });

  it('takes a text or a number for a word, and of a long one the beginning', () => {
    expect(asWord('APPROVED')).toBe('APPROVED');
    expect(asWord(-1)).toBe('-1');
    expect(asWord(`${'x'.repeat(63)}👋`)).toBe('x'.repeat(63));
    for (const value of ['', Number.POSITIVE_INFINITY, null, true, [], {}])
      expect(asWord(value)).toBeUndefined();
  });

  it.each([
    ['a string, as Meta writes them', '1730798400', '2024-11-05T09:20:00.000Z'],
    ['a number', 1730798400, '2024-11-05T09:20:00.000Z'],
    ['the first second', '1', '1970-01-01T00:00:01.000Z'],
    ['the end of 2099', '4102444800', '2100-01-01T00:00:00.000Z'],
  ])('takes seconds for a time: %s', (_what, value, expected) => expect(asTime(value)).toBe(expected));

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['zero', '0'],
    ['a time before 1970', -1],
    ['half a second', 1.5],
    ['milliseconds', '1730798400000'],
    ['milliseconds as a number', 1730798400000],
    ['a word', 'now'],
    ['an ISO time', '2024-11-05T09:20:00Z'],
    ['a hexadecimal number', '0x10'],
    ['a list', ['1730798400']],
    ['not a number', Number.NaN],
    ['no end', Number.POSITIVE_INFINITY],
  ])('takes no time from %s', (_what, value) => expect(asTime(value)).toBeUndefined());

  it('takes the beginning of a text, whole characters only', () => {
    expect(beginningOf('abc', 5)).toBe('abc');
    expect(beginningOf('abc', 2)).toBe('ab');
    expect(beginningOf('a👋b', 2)).toBe('a');
    expect(beginningOf('a👋b', 3)).toBe('a👋');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, length) => {
        const beginning = beginningOf(text, length);
        expect(text.startsWith(beginning) && beginning.isWellFormed()).toBe(true);
        expect(beginning.length).toBeLessThanOrEqual(length);
      }),
    );
  });

  it('answers for anything at all', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const read of [asRecord, asList, asText, asTime, asId, asWord])
          expect(() => read(value)).not.toThrow();
      }),
    );
  });
});
