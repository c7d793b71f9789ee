import fc from 'fast-check';
import { nearestLanguage } from './languages';
import { labelsIn, rewritten, shortened, usesIn, wordCount } from './variables';

const text = fc
  .array(fc.constantFrom('a', ' ', 'word', '{{1}}', '{{ name }}', '{{', '}}', '{', '🚚', '\n'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

describe('the variables of a text', () => {
  it('are what stands between two braces', () => {
    expect(usesIn('Hi {{ name }}, {{1}}{x} {{}}')).toEqual([
      { label: 'name', written: '{{ name }}', start: 3, end: 13 },
      { label: '1', written: '{{1}}', start: 15, end: 20 },
      { label: '', written: '{{}}', start: 24, end: 28 },
    ]);
    expect(labelsIn('{{b}} {{a}} {{ b}}')).toEqual(['b', 'a']);
  });

  it('can be written as they are without changing the text', () => {
    fc.assert(fc.property(text, (one) => rewritten(one, ({ written }) => written) === one));
  });

  it('stay whole in a text that is shortened to what it may have', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (one, max) => {
        const short = shortened(one, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(one.startsWith(short)).toBe(true);
        expect(short.isWellFormed()).toBe(true);
        if (short !== one)
          expect(usesIn(one).some(({ start, end }) => start < short.length && short.length < end)).toBe(
            false,
          );
      }),
    );
  });

  it('do not count as words, in any script', () => {
    expect(wordCount('Your order {{1}} is here.')).toBe(4);
    expect(wordCount('您的订单{{1}}已发货')).toBeGreaterThan(2);
    expect(wordCount('{{1}}, {{2}}!')).toBe(0);
  });
});

describe('languages', () => {
  it.each([
    ['pt-br', 'pt_BR'],
    ['EN_us', 'en_US'],
    ['de-LU', 'de'],
    ['de-AT', 'de_AT'],
    [' fil ', 'fil'],
    ['klingon', null],
    ['', null],
  ])('of which %j is nearest to %j', (code, language) => {
    expect(nearestLanguage(code)).toBe(language);
  });
});
