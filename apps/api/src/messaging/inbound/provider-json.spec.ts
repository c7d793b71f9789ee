import fc from 'fast-check';
import { parseProviderJson, UnreadableJson } from './provider-json';

const parse = (text: string) => parseProviderJson(Buffer.from(text));

/** Bytes as Meta sends them: everything above U+007F escaped. */
const escaped = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const REMOVED = ['__proto__', 'constructor', 'prototype'];
const plainText = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => !text.includes('\u0000') && !REMOVED.includes(text));
const leaf = fc.oneof(
  plainText,
  fc.boolean(),
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value + 0),
);
const document = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 6 }, leaf, fc.array(tie('value')), fc.dictionary(plainText, tie('value'))),
})).value;

function isParsed(parsing: () => unknown): boolean {
  try {
    parsing();
    return true;
  } catch {
    return false;
  }
}

describe('the JSON of a provider', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(document, (value) => {
        const text = JSON.stringify(value);
        expect(parse(text)).toEqual(JSON.parse(text));
        expect(parse(escaped(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('can always be kept by PostgreSQL: no NUL, no half of a surrogate pair, in values and in names', () => {
    const wild = fc.string({
      unit: fc.constantFrom('a', '\u0000', '\ud83d', '\udc4b', '\ud83d\udc4b', '\\', '"'),
    });
    fc.assert(
      fc.property(wild, wild, (name, value) => {
        const kept = JSON.stringify(parse(JSON.stringify({ [name]: [value] })));
        expect(kept).not.toContain('\\u0000');
        expect(kept.isWellFormed()).toBe(true);
        expect(kept).not.toMatch(/\\ud[89a-f]/);
      }),
    );
  });

  it('drops NUL characters and shows where half a pair was', () => {
    expect(parse('{"a\\u0000b":"c\\u0000d","e":"\\ud83d!","f":"\\udc4b"}')).toEqual({
      ab: 'cd',
      e: '\ufffd!',
      f: '\ufffd',
    });
    expect(parse('"\\ud83d\\udc4b"')).toBe('👋');
  });

  it('keeps integers that a double cannot hold as strings, digit for digit', () => {
    const large = fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n });
    fc.assert(
      fc.property(large, fc.boolean(), (magnitude, isNegative) => {
        const digits = `${isNegative ? '-' : ''}${magnitude}`;
        expect(parse(`{"id":${digits},"list":[${digits}]}`)).toEqual({ id: digits, list: [digits] });
      }),
    );
  });

  it('keeps integers that a double can hold as numbers, also beside one that it cannot', () => {
    expect(parse('[9007199254740991,9007199254740992,7,"9007199254740993",1.5]')).toEqual([
      9007199254740991,
      '9007199254740992',
      7,
      '9007199254740993',
      1.5,
    ]);
  });

  it('keeps a number that is no finite double as it is written, and takes -0 for 0', () => {
    expect(parse('[1e400,-1e999,1e-400,-0,-0.0,0.1,1e3]')).toEqual(['1e400', '-1e999', 0, 0, 0, 0.1, 1000]);
  });

  it('keeps the digits of a large number wherever it stands, and only there', () => {
    const id = '12345678901234567890';
    expect(parse(` { "a" : -${id} , "b":[${id}\n],"c":"x${id}","${id}":${id} }`)).toEqual({
      a: `-${id}`,
      b: [id],
      c: `x${id}`,
      [id]: id,
    });
    expect(parse(`0.${id}`)).toBeCloseTo(0.1234567);
    expect(parse(id)).toBe(id);
  });

  it.each([
    ['a name without quotes', '{12345678901234567890:1}'],
    ['a name without quotes and a space', '{12345678901234567890 :1}'],
    ['zeros in front', '[00012345678901234567890]'],
    ['a plus in front', '[+12345678901234567890]'],
    ['two points', '[1.2.12345678901234567890]'],
    ['no digit behind the exponent', '[12345678901234567890e]'],
    ['letters behind', '[12345678901234567890a]'],
    ['another number behind', '[12345678901234567890 1]'],
  ])('is not made valid by a large number: %s', (_what, text) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(() => parse(text)).toThrow(new UnreadableJson('not_json', 'not valid JSON'));
  });

  it('is JSON to us exactly where it is JSON', () => {
    const token = fc.constantFrom(
      ...'{}[],:"\\- 0e.19'.split(''),
      '12345678901234567',
      '"a"',
      'true',
      '1e999',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
        const text = tokens.join('');
        expect(isParsed(() => parse(text))).toBe(isParsed(() => JSON.parse(text) as unknown));
      }),
      { numRuns: 2_000 },
    );
  });

  describe('with names that mean something to JavaScript', () => {
    it.each([
      ['as they are', '__proto__', 'constructor', 'prototype'],
      ['escaped', '\\u005f_proto__', '\\u0063onstructor', 'proto\\u0074ype'],
      ['with NUL characters within', '__proto\\u0000__', 'construct\\u0000or', '\\u0000prototype'],
    ])('loses them and nothing beside them: %s', (_what, ...names) => {
      for (const name of names) {
        const value = parse(`{"a":1,"${name}":{"isAdmin":true},"list":[{"${name}":7,"b":2}]}`);
        expect(value).toStrictEqual({ a: 1, list: [{ b: 2 }] });
        expect(Object.keys(value as object)).toEqual(['a', 'list']);
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      }
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    });
  });

  describe('may hold so much and no more', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const list = (member: string, count: number) => `[${Array<string>(count).fill(member).join(',')}]`;
    const object = (count: number) =>
      `{${Array.from({ length: count }, (_, serial) => `"${serial}":1`).join(',')}}`;
    const tooLarge = (detail: string) => new UnreadableJson('too_large', detail);

    it.each([
      ['levels', nested(32), nested(33), 'nested deeper than 32 levels'],
      [
        'levels of objects',
        `${'{"a":'.repeat(32)}1${'}'.repeat(32)}`,
        '{"a":'.repeat(33),
        'nested deeper than 32 levels',
      ],
      ['values', list('1', 200_000), list('1', 200_001), 'more than 200000 values'],
      ['members of an object', object(2_000), object(2_001), 'an object of more than 2000 members'],
      ['large numbers', list('1e400', 10_000), list('1e400', 10_001), 'more than 10000 large numbers'],
    ])('%s', (_what, most, more, detail) => {
      expect(() => parse(most)).not.toThrow();
      expect(() => parse(more)).toThrow(tooLarge(detail));
    });

    it('counts the members of each object by itself, and those of lists not at all', () => {
      expect(() =>
        parse(`{"a":${object(1_999)},"b":${object(1_999)},"c":${list('1', 3_000)}}`),
      ).not.toThrow();
      expect(() => parse(`[${object(1_000)},${object(1_001)}]`)).not.toThrow();
      expect(() => parse(`{"a":[1],${object(2_000).slice(1)}`)).toThrow(
        tooLarge('an object of more than 2000 members'),
      );
    });

    it('is refused before it is parsed when it is a bomb', () => {
      for (const bomb of [
        '['.repeat(1_000_000),
        '{"a":['.repeat(300_000),
        '"",'.repeat(1_000_000),
        '1,'.repeat(2_000_000),
      ]) {
        expect(() => parse(bomb)).toThrow(expect.objectContaining({ reason: 'too_large' }));
      }
    });

    it('is enough for 3 MB of the shortest messages of a history', () => {
      const message =
        '{"from":"16505551234","id":"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEw0026==","timestamp":"1749416383",' +
        '"type":"text","text":{"body":"ok"},"history_context":{"status":"READ"}}';
      const history = list(message, Math.floor(3_000_000 / (message.length + 1)));
      expect(history.length).toBeGreaterThan(2_999_000);
      expect((parse(history) as unknown[]).length).toBe(16_042);
    });
  });

  it('may hold any number of brackets inside a text', () => {
    const text = `${'['.repeat(1_000)}"\\{`;
    expect(parse(JSON.stringify({ text }))).toEqual({ text });
  });

  it.each([
    ['nothing', ''],
    ['spaces', '  '],
    ['a word', 'hello'],
    ['an object that breaks off', '{"object":"whatsapp_business_account","entry":[{"id'],
    ['two values', '{}{}'],
    ['a comma too many', '[1,]'],
    ['a byte order mark', '\ufeff{}'],
    ['a form', 'entry=1&object=2'],
    ['closing brackets first', `${']'.repeat(100)}${'['.repeat(20)}`],
    ['half an escape', '"\\u00'],
    ['an unescaped NUL', '"\u0000"'],
  ])('is unreadable when it is %s', (_what, text) => {
    expect(() => parse(text)).toThrow(new UnreadableJson('not_json', 'not valid JSON'));
  });

  it('throws nothing but UnreadableJson, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseProviderJson(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableJson);
        }
      }),
    );
  });

  it('throws nothing but UnreadableJson for whatever was cut off somewhere', () => {
    fc.assert(
      fc.property(document, fc.nat(200), (value, length) => {
        const text = JSON.stringify(value);
        const cut = text.slice(0, length);
        fc.pre(cut.length < text.length);
        try {
          parse(cut);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableJson);
        }
      }),
    );
  });
});
