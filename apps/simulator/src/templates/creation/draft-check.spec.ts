import fc from 'fast-check';
import { isFailure } from '../../graph/graph-failure';
import { readDraft } from './draft';
import { checkDraft } from './draft-check';

const FILES: Readonly<Record<string, string>> = {
  '4::png': 'image/png',
  '4::mp4': 'video/mp4',
  '4::pdf': 'application/pdf',
};

const body = (text: string, samples?: string[]) => ({
  type: 'BODY',
  text,
  ...(samples && { example: { body_text: [samples] } }),
});
const buttons = (...list: object[]) => ({ type: 'BUTTONS', buttons: list });
const reply = (text: string) => ({ type: 'QUICK_REPLY', text });
const url = (more: object = {}) => ({ type: 'URL', text: 'See it', url: 'https://example.com/a', ...more });
const catalog = (text: string) => ({ type: 'CATALOG', text });
const HELLO = body('Hello');

const template = (components: unknown, more: object = {}) => ({
  name: 'order_ready',
  language: 'en_US',
  category: 'UTILITY',
  components,
  ...more,
});

const otp = (more: object = {}, parts: object = {}) =>
  template([{ type: 'BODY', ...parts }, buttons({ type: 'OTP', otp_type: 'COPY_CODE', ...more })], {
    category: 'AUTHENTICATION',
  });

const card = (more: object = {}, list: object[] = [reply('Yes')]) => ({
  components: [
    { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::png'] } },
    body('A chair', undefined),
    buttons(...list),
  ],
  ...more,
});
const carousel = (...cards: object[]) =>
  template([HELLO, { type: 'CAROUSEL', cards }], { category: 'MARKETING' });

const header = (more: object) => template([{ type: 'HEADER', ...more }, HELLO]);
const offer = (text: string) => ({
  type: 'LIMITED_TIME_OFFER',
  limited_time_offer: { text, has_expiration: true },
});
const marketing = (...components: object[]) => template(components, { category: 'MARKETING' });

/** What Graph says to it: a subcode, a code where there is none, or null. */
function verdict(written: unknown): number | null {
  const draft = readDraft(written);
  const failure = isFailure(draft) ? draft : checkDraft(draft, (handle) => FILES[handle]);
  return failure === null ? null : (failure.subcode ?? failure.code);
}

const x = (count: number): string => 'x'.repeat(count);

describe('a template that somebody wants', () => {
  it.each<[string, object]>([
    ['words alone', template([HELLO])],
    [
      'in the case that older pages have',
      { ...template([{ type: 'body', text: 'Hi' }]), category: 'utility' },
    ],
    ['numbered variables with samples', template([body('Hello {{1}}, order {{2}} is ready', ['Ana', '7'])])],
    [
      'named variables with samples',
      template(
        [
          {
            type: 'BODY',
            text: 'Hello {{name}} again',
            example: { body_text_named_params: [{ param_name: 'name', example: 'Ana' }] },
          },
        ],
        { parameter_format: 'named' },
      ),
    ],
    ['the longest body', template([body(x(1024))])],
    ['emoji, counted as people count them', template([body('🙂'.repeat(1024))])],
    [
      'a header with a variable',
      header({ format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['7'] } }),
    ],
    ['a picture above', header({ format: 'IMAGE', example: { header_handle: ['4::png'] } })],
    ['a place above', header({ format: 'LOCATION' })],
    ['a footer', template([HELLO, { type: 'FOOTER', text: x(60) }])],
    [
      'ten quick replies',
      template([HELLO, buttons(...Array.from({ length: 10 }, (_, index) => reply(`Reply ${index}`)))]),
    ],
    [
      'two links, one with a variable',
      template([
        HELLO,
        buttons(url(), url({ text: 'More', url: 'https://example.com/{{1}}', example: ['a'] })),
      ]),
    ],
    ['quick replies after others', template([HELLO, buttons(url(), reply('a'), reply('b'))])],
    [
      'a phone number',
      template([HELLO, buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+351912345678' })]),
    ],
    ['a code to copy', marketing(HELLO, buttons({ type: 'COPY_CODE', example: 'SAVE10' }))],
    ['a flow', template([HELLO, buttons({ type: 'FLOW', text: 'Begin', flow_id: '1' })])],
    ['an offer', marketing(body(x(600)), offer('Ends soon'))],
    ['a carousel', carousel(card(), card())],
    ['cards without buttons', carousel(...[0, 1].map(() => ({ components: card().components.slice(0, 2) })))],
    [
      'a header with a name in it',
      {
        ...header({
          format: 'TEXT',
          text: 'Hi {{first_name_}}',
          example: { header_text_named_params: [{ param_name: 'first_name_', example: 'Ana' }] },
        }),
        parameter_format: 'NAMED',
      },
    ],
    ['a code', otp()],
    [
      'a code for an app',
      otp({
        otp_type: 'ONE_TAP',
        supported_apps: [{ package_name: 'com.example', signature_hash: 'K8a/AINcGX7' }],
      }),
    ],
    [
      'a code that warns and ends',
      template(
        [
          { type: 'BODY', add_security_recommendation: true },
          { type: 'FOOTER', code_expiration_minutes: 90 },
          buttons({ type: 'OTP', otp_type: 'COPY_CODE' }),
        ],
        { category: 'AUTHENTICATION', message_send_ttl_seconds: 900 },
      ),
    ],
    ['a language that is new to Meta', template([HELLO], { language: 'xx_YY' })],
    ['a word of Meta in any case', { ...template([HELLO]), category: 'Utility' }],
    ['a catalogue twice, as nobody says not', template([HELLO, buttons(...['a', 'b'].map(catalog))])],
    ['thirty days to deliver', template([HELLO], { message_send_ttl_seconds: -1 })],
  ])('may have %s', (_what, written) => {
    expect(verdict(written)).toBeNull();
  });

  it.each<[string, unknown, number]>([
    ['nothing at all', undefined, 100],
    ['a name with capitals', template([HELLO], { name: 'Order' }), 100],
    ['a name that is too long', template([HELLO], { name: x(513) }), 100],
    ['a language that is not written as Meta does', template([HELLO], { language: 'pt-br' }), 100],
    ['a category that does not exist', template([HELLO], { category: 'NEWS' }), 100],
    ['no components', template([]), 100],
    ['a component that does not exist', template([HELLO, { type: 'SIDEBAR' }]), 100],
    ['two bodies', template([HELLO, HELLO]), 100],
    ['no body', template([{ type: 'FOOTER', text: 'x' }]), 2388072],
    ['an empty body', template([body(' ')]), 2388072],
    ['a body that is too long', template([body(x(1025))]), 2388040],
    ['a variable at the start', template([body('{{1}} is ready for you', ['x'])]), 2388299],
    ['a variable at the end', template([body('Ready for you: {{1}}', ['x'])]), 2388299],
    [
      'variables side by side',
      template([body('Hello dear friend {{1}} {{2}} of ours', ['a', 'b'])]),
      2388072,
    ],
    ['more variables than words', template([body('a {{1}} b {{2}}.', ['a', 'b'])]), 2388293],
    ['spaces in the braces', template([body('Hello {{ 1 }} again', ['a'])]), 2388072],
    ['a gap in the numbers', template([body('Hello {{1}} and {{3}} again', ['a', 'b'])]), 2388072],
    ['a name where numbers stand', template([body('Hello {{name}} again', ['a'])]), 2388072],
    [
      'a number where names stand',
      template([body('Hello {{1}} again')], { parameter_format: 'NAMED' }),
      2388072,
    ],
    ['braces that do not close', template([body('Hello {{1} again')]), 2388072],
    ['no samples', template([body('Hello {{1}} again')]), 2388072],
    ['too few samples', template([body('Hello {{1}} and also {{2}} again', ['a'])]), 2388072],
    [
      'a sample of another name',
      template(
        [
          {
            type: 'BODY',
            text: 'Hello {{name}} again',
            example: { body_text_named_params: [{ param_name: 'nom', example: 'a' }] },
          },
        ],
        { parameter_format: 'NAMED' },
      ),
      2388072,
    ],
    ['a header that is too long', header({ format: 'TEXT', text: x(61) }), 2388040],
    [
      'two variables in the header',
      header({ format: 'TEXT', text: '{{1}} and {{2}}', example: { header_text: ['a', 'b'] } }),
      2388047,
    ],
    ['a header without a sample', header({ format: 'TEXT', text: 'Order {{1}}' }), 2388047],
    ['a header of two lines', header({ format: 'TEXT', text: 'Order\nready' }), 2388047],
    ['a bold word in the header', header({ format: 'TEXT', text: 'Order *ready*' }), 2388047],
    ['an emoji in the header', header({ format: 'TEXT', text: 'Order 🚚' }), 2388047],
    ['a header of no format', header({ text: 'Order' }), 2388047],
    ['a picture without a sample', header({ format: 'IMAGE' }), 2388047],
    [
      'a picture of an unknown handle',
      header({ format: 'IMAGE', example: { header_handle: ['4::x'] } }),
      2388047,
    ],
    [
      'a document that is a picture',
      header({ format: 'DOCUMENT', example: { header_handle: ['4::png'] } }),
      2388047,
    ],
    ['a footer that is too long', template([HELLO, { type: 'FOOTER', text: x(61) }]), 2388040],
    ['a variable in the footer', template([HELLO, { type: 'FOOTER', text: 'Order {{1}}' }]), 2388073],
    [
      'eleven buttons',
      template([HELLO, buttons(...Array.from({ length: 11 }, (_, index) => reply(`Reply ${index}`)))]),
      100,
    ],
    ['three links', template([HELLO, buttons(...['a', 'b', 'c'].map((text) => url({ text })))]), 100],
    [
      'two phone numbers',
      template([
        HELLO,
        buttons(...['a', 'b'].map((text) => ({ type: 'PHONE_NUMBER', text, phone_number: '+351912345678' }))),
      ]),
      100,
    ],
    [
      'two codes to copy',
      marketing(HELLO, buttons({ type: 'COPY_CODE', example: 'A' }, { type: 'COPY_CODE', example: 'B' })),
      100,
    ],
    ['a button without a text', template([HELLO, buttons({ type: 'QUICK_REPLY' })]), 100],
    ['a label that is too long', template([HELLO, buttons(reply(x(26)))]), 2388040],
    ['two labels that are the same', template([HELLO, buttons(reply('Yes'), reply('Yes'))]), 100],
    ['quick replies that are apart', template([HELLO, buttons(reply('a'), url(), reply('b'))]), 100],
    ['a link to nowhere', template([HELLO, buttons(url({ url: 'nowhere' }))]), 100],
    [
      'a link that is too long',
      template([HELLO, buttons(url({ url: `https://example.com/${x(2_000)}` }))]),
      2388040,
    ],
    [
      'a variable inside a link',
      template([HELLO, buttons(url({ url: 'https://example.com/{{1}}/x', example: ['a'] }))]),
      100,
    ],
    [
      'a link with two samples',
      template([HELLO, buttons(url({ url: 'https://example.com/{{1}}', example: ['a', 'b'] }))]),
      100,
    ],
    [
      'a link with the second variable',
      template([HELLO, buttons(url({ url: 'https://example.com/{{2}}', example: ['a'] }))]),
      100,
    ],
    ['others around a quick reply', template([HELLO, buttons(url(), reply('a'), url({ text: 'b' }))]), 100],
    ['a label with a variable', template([HELLO, buttons(reply('Yes {{1}}'))]), 100],
    ['a link without a sample', template([HELLO, buttons(url({ url: 'https://example.com/{{1}}' }))]), 100],
    [
      'a phone number that is none',
      template([HELLO, buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: 'us' })]),
      100,
    ],
    [
      'a code to copy that is too long',
      marketing(HELLO, buttons({ type: 'COPY_CODE', example: x(21) })),
      2388040,
    ],
    ['a button that does not exist', template([HELLO, buttons({ type: 'DANCE', text: 'x' })]), 100],
    ['a password button elsewhere', template([HELLO, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })]), 100],
    ['an offer that is too long', marketing(HELLO, offer(x(17))), 2388040],
    ['an offer with a footer', marketing(HELLO, offer('Soon'), { type: 'FOOTER', text: 'x' }), 2388073],
    ['an offer with a long body', marketing(body(x(601)), offer('Soon')), 2388040],
    ['one card', carousel(card()), 100],
    ['eleven cards', carousel(...Array.from({ length: 11 }, () => card())), 100],
    ['cards that differ', carousel(card(), card({}, [url()])), 100],
    ['a card with three buttons', carousel(...[0, 1].map(() => card({}, ['a', 'b', 'c'].map(reply)))), 100],
    [
      'a card without a picture',
      carousel(...[0, 1].map(() => ({ components: [body('A'), buttons(reply('a'))] }))),
      2388047,
    ],
    ['a code with words of its own', otp({}, { text: 'Your code is {{1}}' }), 2388072],
    ['a code without a button', template([{ type: 'BODY' }], { category: 'AUTHENTICATION' }), 100],
    [
      'a code with a header',
      template([{ type: 'HEADER', format: 'TEXT', text: 'x' }, { type: 'BODY' }], {
        category: 'AUTHENTICATION',
      }),
      100,
    ],
    [
      'a code that lasts too long',
      template(
        [
          { type: 'BODY' },
          { type: 'FOOTER', code_expiration_minutes: 91 },
          buttons({ type: 'OTP', otp_type: 'COPY_CODE' }),
        ],
        { category: 'AUTHENTICATION' },
      ),
      100,
    ],
    ['a code for no app', otp({ otp_type: 'ZERO_TAP' }), 100],
    [
      'a code for an app of one word',
      otp({
        otp_type: 'ONE_TAP',
        supported_apps: [{ package_name: 'example', signature_hash: 'K8a/AINcGX7' }],
      }),
      100,
    ],
    ['seconds that are no number', template([HELLO], { message_send_ttl_seconds: '60' }), 100],
    ['a lifetime that is not of its category', template([HELLO], { message_send_ttl_seconds: 43_201 }), 100],
    ['a marketing message that ends soon', { ...marketing(HELLO), message_send_ttl_seconds: 900 }, 100],
  ])('is refused with %s', (_what, written, code) => {
    expect(verdict(written)).toBe(code);
  });

  it('never takes the simulator down, whatever is written', () => {
    const anything = fc.jsonValue({ maxDepth: 5 });
    const almost = fc.record({
      name: fc.constant('a'),
      language: fc.constant('en'),
      category: fc.constantFrom('UTILITY', 'AUTHENTICATION'),
      components: fc.array(
        fc.record(
          {
            type: fc.constantFrom('HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER'),
            format: fc.constantFrom('TEXT', 'IMAGE', 7),
            text: fc.oneof(fc.string(), anything),
            example: anything,
            buttons: fc.oneof(fc.array(anything), anything),
            cards: fc.oneof(fc.array(fc.record({ components: anything })), anything),
          },
          { requiredKeys: ['type'] },
        ),
        { minLength: 1, maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(fc.oneof(anything, almost), (written) => {
        const code = verdict(written);
        expect(code === null || code >= 100).toBe(true);
      }),
    );
  });
});
