import fc from 'fast-check';
import { CLEAN_DRAFTS } from './fixtures/drafts.fixture';
import { lintTemplate, type TemplateFinding } from './lint-template';
import { withAt } from './places';
import { RULE_CASES } from './template-rules.fixture';
import { TEMPLATE_RULES } from './template-rules';

const rulesOf = (draft: unknown) => lintTemplate(draft).map(({ rule }) => rule);
const errorsIn = (draft: unknown) =>
  lintTemplate(draft)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
const countOf = (rule: string, draft: unknown) => rulesOf(draft).filter((one) => one === rule).length;
const ruleOf = (id: string) => {
  const rule = TEMPLATE_RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  return rule;
};

describe('the rules of templates', () => {
  it('have a case each, in the order of the table', () => {
    expect(RULE_CASES.map(({ rule }) => rule).sort()).toEqual(TEMPLATE_RULES.map(({ id }) => id).sort());
  });

  it('have an id of their own, of two words with a dot', () => {
    expect(new Set(TEMPLATE_RULES.map(({ id }) => id)).size).toBe(TEMPLATE_RULES.length);
    for (const { id } of TEMPLATE_RULES) expect(id).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  it('speak in sentences', () => {
    for (const { says } of TEMPLATE_RULES) expect(says).toMatch(/^[A-Z“].*\.$/);
  });

  it.each(CLEAN_DRAFTS.map((draft) => [draft]))('have nothing against %j', (draft) => {
    expect(lintTemplate(draft)).toEqual([]);
  });
});

describe.each(RULE_CASES)('$rule', ({ rule: id, breaks, keeps, alsoBreaks = [] }) => {
  const rule = ruleOf(id);

  it('is found where it is broken, and no other error with it', () => {
    expect(rulesOf(breaks)).toContain(id);
    const expected = rule.severity === 'error' ? [id, ...alsoBreaks] : alsoBreaks;
    expect(new Set(errorsIn(breaks))).toEqual(new Set(expected));
  });

  it('is not found where it is kept, nor any error', () => {
    expect(rulesOf(keeps)).not.toContain(id);
    expect(errorsIn(keeps)).toEqual([]);
  });

  it('says so with its words, at its place', () => {
    const finding = lintTemplate(breaks).find((one) => one.rule === id);
    expect(finding).toMatchObject({ severity: rule.severity, path: expect.any(Array) });
    expect(finding?.message.startsWith(rule.says)).toBe(true);
  });

  it(rule.fix === undefined ? 'is for a person to mend' : 'is mended by one click', () => {
    const fix = lintTemplate(breaks).find((one) => one.rule === id)?.fix ?? null;
    expect(fix?.label).toBe(rule.fix);
    if (fix === null) return;
    expect(rulesOf(fix.draft)).not.toContain(id);
    expect(errorsIn(fix.draft).filter((error) => !alsoBreaks.includes(error))).toEqual([]);
  });
});

/** Texts in which much goes wrong. */
const awkward = fc
  .array(
    fc.constantFrom(
      'order',
      ' is here',
      '{{1}}',
      '{{2}}',
      '{{4}}',
      '{{name}}',
      '{{ Name}}',
      '{{}}',
      '{{',
      '}}',
      '🚚',
      '*',
      '_x_',
      '\n',
      '\n\n\n',
      '     ',
      '\t',
      '!',
      'https://',
      'example.com/',
      'coupon',
      'x'.repeat(70),
      ' word'.repeat(250),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const part = fc.oneof(
  awkward,
  fc.constantFrom<unknown>(null, undefined, 0, -1, 91, true, [], {}, [[]], ['a'], [['a', 'b']]),
  fc.constantFrom(
    'UTILITY',
    'MARKETING',
    'AUTHENTICATION',
    'NAMED',
    'POSITIONAL',
    'BODY',
    'HEADER',
    'FOOTER',
  ),
  fc.constantFrom(
    'URL',
    'OTP',
    'QUICK_REPLY',
    'COPY_CODE',
    'TEXT',
    'IMAGE',
    'LIMITED_TIME_OFFER',
    'CAROUSEL',
  ),
);

type Keys = readonly (string | number)[];

function placesIn(value: unknown, before: Keys = []): readonly Keys[] {
  if (typeof value !== 'object' || value === null) return [before];
  const entries = Array.isArray(value)
    ? value.map((entry: unknown, index) => [index, entry] as const)
    : Object.entries(value);
  return [before, ...entries.flatMap(([key, entry]) => placesIn(entry, [...before, key]))];
}

/** A draft of the tables with up to four places changed, or one entry of a list doubled. */
const drafts = fc
  .tuple(
    fc.constantFrom(...CLEAN_DRAFTS, ...RULE_CASES.map(({ breaks }) => breaks)),
    fc.array(fc.tuple(fc.nat(), part), { maxLength: 4 }),
  )
  .map(([start, changes]) =>
    changes.reduce<unknown>((draft, [choice, value]) => {
      const places = placesIn(draft).slice(1);
      const place = places[choice % Math.max(places.length, 1)];
      return place === undefined ? draft : withAt(draft, place, value);
    }, start),
  );

describe('linting', () => {
  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), drafts), (draft) => {
        for (const { rule } of lintTemplate(draft)) expect(ruleOf(rule)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('says one thing of words that an authentication template cannot have, and nothing of how they are', () => {
    const otp = { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] };
    const words = { type: 'BODY', text: '{{3}}{{x}} {{' };
    const draft = { name: 'n', language: 'en', category: 'AUTHENTICATION', components: [words, otp] };
    expect(rulesOf(draft)).toEqual(['authentication.text']);
  });

  it('tells what cannot be read', () => {
    const hostile = {
      get name(): string {
        throw new Error('no');
      },
    };
    expect(rulesOf(hostile)).toEqual(['draft.form']);
  });

  it('offers a fix only when it mends the fault and brings no new error', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        for (const { rule, fix } of lintTemplate(draft)) {
          if (fix === null) continue;
          expect(countOf(rule, fix.draft)).toBeLessThan(countOf(rule, draft));
          for (const error of errorsIn(fix.draft)) {
            expect(countOf(error, fix.draft)).toBeLessThanOrEqual(countOf(error, draft));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('comes to an end when every fix is taken', () => {
    fc.assert(
      fc.property(drafts, (start) => {
        let draft = start;
        for (let clicks = 0; clicks < 100; clicks += 1) {
          const next = lintTemplate(draft).find(({ fix }) => fix !== null)?.fix ?? null;
          if (next === null) return;
          draft = next.draft;
        }
        throw new Error('A hundred clicks were not enough.');
      }),
      { numRuns: 200 },
    );
  });

  it('tells the findings in the order of the table', () => {
    const order = TEMPLATE_RULES.map(({ id }) => id);
    fc.assert(
      fc.property(drafts, (draft) => {
        const places = rulesOf(draft).map((rule) => order.indexOf(rule));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }),
    );
  });

  it('leaves the draft itself alone', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const before = JSON.stringify(draft);
        lintTemplate(draft);
        expect(JSON.stringify(draft)).toBe(before);
      }),
    );
  });

  it('looks at a draft of a thousand faults in moderate time', () => {
    const faults = Array.from({ length: 1_000 }, () => ({ type: 'BODY', text: '{{2}}{{x}}'.repeat(50) }));
    const started = performance.now();
    expect(lintTemplate({ components: faults }).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each([' ', '_', '~a ', '_a ', '*', '\n', '\t', '{', '{{1}}', '{{ a}} ', '🚚', '"', ' \n'])(
    'looks at texts of nothing but %j in moderate time',
    (sign) => {
      const text = `a${sign.repeat(20_000)}b*\n`;
      const button = { type: 'URL', text, url: text, example: [text] };
      const components = [
        { type: 'HEADER', format: 'TEXT', text, example: { header_text: [text] } },
        { type: 'BODY', text, example: { body_text: [[text]] } },
        { type: 'FOOTER', text },
        { type: 'BUTTONS', buttons: [button, { ...button, type: 'PHONE_NUMBER', phone_number: text }] },
      ];
      const started = performance.now();
      lintTemplate({ name: text, language: text, category: 'UTILITY', components });
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );
});

describe('fixes', () => {
  const fixed = (draft: unknown, rule: string): unknown => {
    const finding: TemplateFinding | undefined = lintTemplate(draft).find((one) => one.rule === rule);
    return finding?.fix?.draft;
  };
  const withBody = (text: string, example?: unknown, parameterFormat = 'POSITIONAL') => ({
    name: 'n',
    language: 'en',
    category: 'UTILITY',
    parameterFormat,
    components: [{ type: 'BODY', text, ...(example === undefined ? {} : { example }) }],
  });
  const bodyOf = (draft: unknown) => (draft as { components: readonly unknown[] }).components[0];

  it('carry the samples along when variables are numbered anew', () => {
    const draft = withBody('Dear {{5}}, your order {{3}} is on its way to you today.', {
      body_text: [['a', 'b', 'c', 'd', 'e']],
    });
    expect(bodyOf(fixed(draft, 'variable.not_in_sequence'))).toEqual({
      type: 'BODY',
      text: 'Dear {{1}}, your order {{2}} is on its way to you today.',
      example: { body_text: [['e', 'c']] },
    });
  });

  it('number the variables where some are numbers and some are names', () => {
    const draft = withBody('Dear {{name}}, your order {{1}} is on its way to you today.', {
      body_text: [['A-17']],
      body_text_named_params: [{ param_name: 'name', example: 'Ana' }],
    });
    expect(bodyOf(fixed(draft, 'variable.wrong_format'))).toEqual({
      type: 'BODY',
      text: 'Dear {{1}}, your order {{2}} is on its way to you today.',
      example: { body_text: [['Ana', 'A-17']] },
    });
  });

  it('leave the names and change the format where all are names', () => {
    const example = { body_text_named_params: [{ param_name: 'name', example: 'Ana' }] };
    const draft = withBody('Dear {{name}}, your order is on its way to you today.', example);
    expect(fixed(draft, 'variable.wrong_format')).toEqual({ ...draft, parameterFormat: 'NAMED' });
  });

  it('keep the samples that are there when they put in the missing ones', () => {
    const draft = withBody('Dear {{1}}, your order {{2}} is on its way to you today.', {
      body_text: [['Ana']],
    });
    expect(bodyOf(fixed(draft, 'sample.count'))).toMatchObject({
      example: { body_text: [['Ana', 'Sample 2']] },
    });
  });

  it('put samples in by their numbers, however the text has them', () => {
    const draft = withBody('From {{2}} to {{1}} it takes your order a day.', { body_text: [['Lisbon']] });
    expect(bodyOf(fixed(draft, 'sample.count'))).toMatchObject({
      example: { body_text: [['Lisbon', 'Sample 2']] },
    });
  });

  it('shorten a text at a word, never inside a variable', () => {
    const text = `${'word '.repeat(202)}and {{1}} more words {{2}} follow after this.`;
    const draft = withBody(text, { body_text: [['a', 'b']] });
    expect(bodyOf(fixed(draft, 'body.too_long'))).toEqual({
      type: 'BODY',
      text: `${'word '.repeat(202)}and {{1}} more`,
      example: { body_text: [['a']] },
    });
  });

  it('are not offered where they would not mend', () => {
    const draft = withBody('{{1}}, your order is on its way to you today.', { body_text: [['Ana']] });
    const finding = lintTemplate(draft).find(({ rule }) => rule === 'variable.at_the_edge');
    expect(finding?.fix).toBeNull();
  });

  it('take the list of buttons out with its last button', () => {
    const { components, ...draft } = withBody('Your order is on its way to you today.');
    const buttons = { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] };
    const broken = { ...draft, components: [...components, buttons] };
    expect(fixed(broken, 'otp.outside_authentication')).toEqual({ ...draft, components });
  });

  it('make a name of letters that Meta takes', () => {
    const draft = { ...withBody('Your order is on its way to you today.'), name: ' Ação nº 1! ' };
    expect(fixed(draft, 'name.form')).toMatchObject({ name: 'acao_no_1' });
  });
});
