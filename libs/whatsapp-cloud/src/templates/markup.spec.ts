import fc from 'fast-check';
import { runsOf, type TextRun } from './markup';

const STYLES = [
  ['isBold', 'b'],
  ['isItalic', 'i'],
  ['isStruck', 's'],
  ['isMono', 'm'],
] as const;

/** "b(Hi) you": each run with the letters of its styles. */
const shown = (runs: readonly TextRun[]) =>
  runs
    .map((run) => {
      const styles = STYLES.flatMap(([name, letter]) => (run[name] ? [letter] : [])).join('');
      return styles === '' ? run.text : `${styles}(${run.text})`;
    })
    .join('');
const show = (text: string) => shown(runsOf([{ text, variable: null }]));

describe('markup', () => {
  it.each([
    ['Hello', 'Hello'],
    ['*Hello* you', 'b(Hello) you'],
    ['_Hello_, ~you~!', 'i(Hello), s(you)!'],
    ['```let x```.', 'm(let x).'],
    ['*_both_ of* them', 'bi(both)b( of) them'],
    ['```*no*```', 'm(*no*)'],
    ['```two\nlines```', 'm(two\nlines)'],
    ['*two\nlines*', '*two\nlines*'],
    ['2*3*4', '2*3*4'],
    ['2*3* 4', '2*3* 4'],
    ['snake_case_name', 'snake_case_name'],
    ['* not *', '* not *'],
    ['*not *but* this', 'b(not *but) this'],
    ['**', '**'],
    ['*open', '*open'],
    ['``````', '``````'],
    ['*ação*', 'b(ação)'],
  ])('shows %j as %j', (text, as) => {
    expect(show(text)).toBe(as);
  });

  it('keeps apart what came from a variable, in the style around it', () => {
    const runs = runsOf([
      { text: '*Dear ', variable: null },
      { text: 'Ana', variable: 'body.1' },
      { text: '*, hello', variable: null },
    ]);
    expect(runs.map(({ text, variable, isBold }) => [text, variable, isBold])).toEqual([
      ['Dear ', null, true],
      ['Ana', 'body.1', true],
      [', hello', null, false],
    ]);
  });

  it('lets what is filled in begin and end markup, as a phone does', () => {
    const runs = runsOf([
      { text: 'Code ', variable: null },
      { text: '*42*', variable: 'body.1' },
    ]);
    expect(shown(runs)).toBe('Code b(42)');
  });

  it('loses no letter but the signs, whatever the text', () => {
    const text = fc
      .array(fc.constantFrom('*', '_', '~', '```', '`', 'a', 'é', ' ', '\n', '🚚', '.'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    const bare = (value: string) => value.replace(/[*_~`]/g, '');
    fc.assert(
      fc.property(text, text, (one, other) => {
        const runs = runsOf([
          { text: one, variable: null },
          { text: other, variable: 'x' },
        ]);
        const ofVariable = runs.filter(({ variable }) => variable === 'x');
        expect(bare(runs.map((run) => run.text).join(''))).toBe(bare(one + other));
        expect(bare(ofVariable.map((run) => run.text).join(''))).toBe(bare(other));
      }),
    );
  });

  it('leaves a text that is far too long as it is', () => {
    expect(show('*a '.repeat(100_000))).toBe('*a '.repeat(100_000));
  });
});
