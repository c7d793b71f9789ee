import fc from 'fast-check';
import { parseProviderJson, UnreadableJson } from './provider-json';

const parse = (text: string) => parseProviderJson(Buffer.from(text));

/** Bytes as Meta sends them: everything above U+007F escaped. */
const escaped = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const plainText = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\u0000'));
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

  it('takes __proto__ and constructor for names like any other', () => {
    const value = parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect((value as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('may be nested 64 levels deep, and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => parse(nested(64))).not.toThrow();
    expect(() => parse(nested(65))).toThrow(new UnreadableJson('nested deeper than 64 levels'));
    expect(() => parse('{"a":'.repeat(65) + '1' + '}'.repeat(65))).toThrow(UnreadableJson);
  });

  it('is refused before it is parsed when it is a depth bomb', () => {
    expect(() => parse('['.repeat(1_000_000))).toThrow(UnreadableJson);
    expect(() => parse('{"a":['.repeat(300_000))).toThrow(UnreadableJson);
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
    ['closing brackets first', `${']'.repeat(100)}${'['.repeat(60)}`],
    ['half an escape', '"\\u00'],
    ['an unescaped NUL', '"\u0000"'],
  ])('is unreadable when it is %s', (_what, text) => {
    expect(() => parse(text)).toThrow(new UnreadableJson('not valid JSON'));
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
