import fc from 'fast-check';
import { beginning, indentJson, withVisibleControls } from './json-text';

const LIMIT = 100_000;

describe('a body that is JSON', () => {
  it('gets a line for each value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(indentJson(JSON.stringify(value), LIMIT)).toEqual({
          text: JSON.stringify(value, null, 2),
          isCut: false,
        });
      }),
    );
  });

  it('reads the same however it was spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('\t', ' ', '      '), (value, space) => {
        expect(indentJson(JSON.stringify(value, null, space), LIMIT)?.text).toBe(
          JSON.stringify(value, null, 2),
        );
      }),
    );
  });

  it('keeps every digit of an id that is too large for a number, and every escape', () => {
    const body = String.raw`{"id":90071992547409931234,"half":1.0,"text":"a\u202eb\/ \"q\" \\"}`;
    expect(indentJson(body, LIMIT)?.text).toBe(
      String.raw`{
  "id": 90071992547409931234,
  "half": 1.0,
  "text": "a\u202eb\/ \"q\" \\"
}`,
    );
  });

  it('is cut at the limit, also when it is nested without measure', () => {
    const nested = '['.repeat(3_000) + ']'.repeat(3_000);
    const shown = indentJson(nested, 10_000);
    expect(shown?.isCut).toBe(true);
    expect(shown?.text).toHaveLength(10_000);
  });
});

describe('a body that is none', () => {
  it.each(['', 'hello', '{"a":1', '{"a":1} and more', '<script>'])('is left as it is: %j', (text) =>
    expect(indentJson(text, LIMIT)).toBeNull(),
  );

  it('is shown from its beginning, without a torn character at the end', () => {
    expect(beginning('short', 5)).toEqual({ text: 'short', isCut: false });
    expect(beginning('ab🌷cd', 3)).toEqual({ text: 'ab', isCut: true });
  });
});

describe('characters that turn the direction of writing or cannot be seen', () => {
  it('are shown as what they are', () => {
    expect(withVisibleControls('a\u202eb\u0000c\u2066d\u2069\n\te')).toBe(
      String.raw`a\u202eb\u0000c\u2066d\u2069` + '\n\te',
    );
  });

  it('are all there is to it: any other text stays', () => {
    expect(withVisibleControls('سفارش من 🌷 <b>&amp;</b>')).toBe('سفارش من 🌷 <b>&amp;</b>');
  });
});
