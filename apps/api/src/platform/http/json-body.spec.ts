import fc from 'fast-check';
import { readJsonObject } from './json-body';

const bytes = (text: string): Buffer => Buffer.from(text);

function refusal(text: string): { code: string; pointer: string | undefined; fault: string | undefined } {
  try {
    readJsonObject(bytes(text));
  } catch (error) {
    const { status, code, faults } = error as {
      status: number;
      code: string;
      faults?: { pointer: string; code: string }[];
    };
    expect(status).toBe(400);
    return { code, pointer: faults?.[0]?.pointer, fault: faults?.[0]?.code };
  }
  throw new Error(`${text} was read.`);
}

describe('a JSON body', () => {
  it('is what it says', () => {
    const object = fc.dictionary(
      fc.string().filter((key) => !['__proto__', 'constructor'].includes(key) && !key.includes('\u0000')),
      fc.oneof(
        fc.string().filter((text) => !text.includes('\u0000')),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
      ),
    );
    fc.assert(
      fc.property(object, (value) =>
        expect(readJsonObject(bytes(JSON.stringify(value)))).toEqual({ ...value }),
      ),
    );
  });

  it('may be missing', () => expect(readJsonObject(bytes(''))).toBeUndefined());

  it('gives the last of two values with the same key', () => {
    expect(readJsonObject(bytes('{"a":1,"a":2}'))).toEqual({ a: 2 });
  });

  it.each([
    ['{"__proto__":{}}', '/__proto__'],
    [String.raw`{"\u005f_proto__":1}`, '/__proto__'],
    ['{"a":[{"__proto__":null}]}', '/a/0/__proto__'],
    ['{"constructor":{"prototype":{}}}', '/constructor'],
  ])('cannot reach a prototype: %s', (text, pointer) => {
    expect(refusal(text)).toEqual({ code: 'invalid_input', pointer, fault: 'forbidden_key' });
  });

  it('may use the word constructor', () => {
    expect(readJsonObject(bytes('{"constructor":"Ana","prototype":{}}'))).toEqual({
      constructor: 'Ana',
      prototype: {},
    });
  });

  it.each(['[]', '[{}]', 'null', '1', '"text"', 'true'])('is an object, not %s', (text) => {
    expect(refusal(text)).toEqual({ code: 'invalid_input', pointer: '', fault: 'isObject' });
  });

  it.each(['{"a/b":{"~":1e400}}', '{"a/b":{"~":-1e400}}', '{"a/b":{"~":9007199254740993}}'])(
    'holds no number that would become another: %s',
    (text) =>
      expect(refusal(text)).toEqual({ code: 'invalid_input', pointer: '/a~1b/~0', fault: 'unsafe_number' }),
  );

  it.each([
    [String.raw`{"a":"x\u0000"}`, '/a'],
    [String.raw`{"a":["\ud83d"]}`, '/a/0'],
    [String.raw`{"\u0000":1}`, ''],
  ])('holds no text that cannot be stored: %s', (text, pointer) => {
    expect(refusal(text)).toEqual({ code: 'invalid_input', pointer, fault: 'unstorable_text' });
  });

  it.each([
    ['objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33)],
    ['lists', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['very many lists', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ])('is not nested without end: %s', (_what, text) => {
    expect(refusal(text)).toMatchObject({ code: 'invalid_input', fault: 'max_depth' });
  });

  it('may be nested as deep as anybody needs', () => {
    expect(readJsonObject(bytes('{"a":'.repeat(32) + '1' + '}'.repeat(32)))).toBeDefined();
  });

  it('is read or refused, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes)), (any) => {
        try {
          readJsonObject(any);
        } catch (error) {
          expect(error).toMatchObject({ status: 400 });
        }
      }),
    );
  });
});
