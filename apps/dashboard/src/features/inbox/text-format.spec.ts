import fc from 'fast-check';
import { formatText, plainText, sourceOf, type TextToken } from './text-format';

const kinds = (source: string) => formatText(source).map((token) => token.kind);
const text = (value: string): TextToken => ({ kind: 'text', text: value });

describe('WhatsApp formatting', () => {
  it('reads each mark', () => {
    expect(formatText('a *b* _c_ ~d~ ```e``` `f`')).toEqual([
      text('a '),
      { kind: 'bold', children: [text('b')] },
      text(' '),
      { kind: 'italic', children: [text('c')] },
      text(' '),
      { kind: 'strike', children: [text('d')] },
      text(' '),
      { kind: 'mono', text: 'e', marker: '```' },
      text(' '),
      { kind: 'mono', text: 'f', marker: '`' },
    ]);
  });

  it('reads marks inside marks, and none inside mono', () => {
    expect(formatText('*a _b_*')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
    ]);
    expect(formatText('```*a*```')).toEqual([{ kind: 'mono', text: '*a*', marker: '```' }]);
  });

  it('reads marks around Persian, and over its punctuation', () => {
    expect(formatText('سلام *پست پیشتاز*، ممنون')[1]).toEqual({
      kind: 'bold',
      children: [text('پست پیشتاز')],
    });
  });

  it.each(['2*3*4', 'snake_case_name', '* a *', '*a', '**', '*a\nb*', '``````', 'a * b * c'])(
    'leaves "%s" as it is',
    (source) => expect(formatText(source)).toEqual([text(source)]),
  );

  it('links web addresses without the sentence around them', () => {
    expect(formatText('See https://a.example/b_c_d?e=f. Or (http://g.example)!')).toEqual([
      text('See '),
      { kind: 'link', text: 'https://a.example/b_c_d?e=f', href: 'https://a.example/b_c_d?e=f' },
      text('. Or ('),
      { kind: 'link', text: 'http://g.example', href: 'http://g.example' },
      text(')!'),
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,hi', 'https://', '<a href="x">y</a>'])(
    'makes no link of %s',
    (source) => expect(kinds(source)).not.toContain('link'),
  );

  it('never loses or adds a character', () => {
    const part = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '```',
      ' ',
      '\n',
      'a',
      'ب',
      '🌷',
      'https://a.example/',
      'http://',
      '.',
    );
    const anything = fc.oneof(
      fc.array(part, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(anything, (source) => sourceOf(formatText(source)) === source),
      { numRuns: 500 },
    );
  });

  it('stays quick on hostile text', () => {
    // By its own clock: how long it had to wait for others says nothing.
    const before = process.cpuUsage();
    for (const unit of ['*a ', '_a *b ', '`a\n', '*a\n', 'http://', 'http://%'])
      formatText(unit.repeat(10_000));
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });
});

describe('a preview', () => {
  it('is one line without marks', () => {
    expect(plainText('Hello *Maya*,\n\n```PT-1``` is _ready_ ')).toBe('Hello Maya, PT-1 is ready');
  });
});
