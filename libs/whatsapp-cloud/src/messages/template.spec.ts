import { checkMessage } from './check-message';
import type { MessageFaultCode } from './fault';
import { changed, TEMPLATE } from './message.fixture';

const words = (count: number) => 'x'.repeat(count);
const bodyWith = (parameter: unknown) =>
  checkMessage('template', {
    name: 'n',
    language: { code: 'en' },
    components: [{ type: 'body', parameters: [parameter] }],
  });
const button = (index: unknown) => ({ type: 'button', sub_type: 'url', index, parameters: [] });
const card = (card_index: number) => ({ card_index, components: [{ type: 'body' }] });
const partOfCard = (type: string, index: number) =>
  type === 'button' ? button(index) : { type, parameters: [] };
/** The most that a template can have: each kind once, and ten buttons. */
const component = (index: number) =>
  [
    { type: 'header' },
    { type: 'body' },
    { type: 'limited_time_offer', parameters: [] },
    { type: 'carousel', cards: [card(0), card(1)] },
  ][index] ?? button(index - 4);
const faultsOf = (path: string, value: unknown) => checkMessage('template', changed(TEMPLATE, path, value));

describe('templates', () => {
  it.each<[path: string, value: unknown]>([
    ['name', words(512)],
    ['language.code', 'pt_BR'],
    ['language.code', 'fil'],
    ['language.code', 'en_abcdefgh_abc'],
    ['language.policy', 'deterministic'],
    ['components', undefined],
    ['components', []],
    ['components', Array.from({ length: 10 }, (_, index) => button(index))],
    ['components.0.type', 'HEADER'],
    ['components.4.parameters.0.coupon_code', words(20)],
    ['components.8.cards', Array.from({ length: 10 }, (_, index) => card(index))],
    ['components.1.parameters.0.text', 'a    b'],
    ['components.7.parameters.0.limited_time_offer.expiration_time_ms', 1],
    ['components.1.parameters', Array(1000).fill({ type: 'text', text: 'x' })],
    ['components.8.cards.0.components', ['header', 'body', 'button', 'button'].map(partOfCard)],
    ['components', Array.from({ length: 14 }, (_, index) => component(index))],
  ])('may have %s %j', (path, value) => {
    expect(faultsOf(path, value)).toEqual([]);
  });

  it.each<[path: string, value: unknown, field: string, code: MessageFaultCode]>([
    ['name', words(513), 'name', 'too_long'],
    ['name', 'Order 42', 'name', 'malformed'],
    ['name', undefined, 'name', 'missing'],
    ['language', 'en', 'language', 'wrong_type'],
    ['language.code', 'en_abcdefgh_abcd', 'language.code', 'too_long'],
    ['language.code', 'english!', 'language.code', 'malformed'],
    ['language.code', undefined, 'language.code', 'missing'],
    ['components', {}, 'components', 'wrong_type'],
    ['components', Array(15).fill({ type: 'body' }), 'components', 'too_many'],
    ['components', [{ type: 'body' }, { type: 'BODY' }], 'components[1].type', 'duplicate'],
    ['components', [button(1), button('1')], 'components[1].index', 'duplicate'],
    ['components', [button(10)], 'components[0].index', 'malformed'],
    ['components', [button('first')], 'components[0].index', 'wrong_type'],
    ['components', [{ type: 'footer' }], 'components[0].type', 'unsupported'],
    ['components', [{}], 'components[0].type', 'missing'],
    ['components', ['body'], 'components[0]', 'wrong_type'],
    ['components', [{ type: 'button', index: 0 }], 'components[0].sub_type', 'missing'],
    ['components.2.sub_type', 'bell', 'components[2].sub_type', 'unsupported'],
    ['components.0.parameters.0.image', {}, 'components[0].parameters[0].image.id', 'missing'],
    [
      'components.4.parameters.0.coupon_code',
      words(21),
      'components[4].parameters[0].coupon_code',
      'too_long',
    ],
    [
      'components.7.parameters.0.limited_time_offer.expiration_time_ms',
      0,
      'components[7].parameters[0].limited_time_offer.expiration_time_ms',
      'malformed',
    ],
    [
      'components.1.parameters',
      Array(1001).fill({ type: 'text', text: 'x' }),
      'components[1].parameters',
      'too_many',
    ],
    ['components.8.cards.0.components', [], 'components[8].cards[0].components', 'too_few'],
    [
      'components.8.cards.0.components',
      ['header', 'body', 'button', 'button', 'button'].map(partOfCard),
      'components[8].cards[0].components',
      'too_many',
    ],
    ['components.8.cards', [card(0)], 'components[8].cards', 'too_few'],
    [
      'components.8.cards',
      Array.from({ length: 11 }, (_, index) => card(index)),
      'components[8].cards',
      'too_many',
    ],
    ['components.8.cards', [card(0), card(0)], 'components[8].cards[1].card_index', 'duplicate'],
    [
      'components.8.cards.0.components',
      [{ type: 'carousel' }],
      'components[8].cards[0].components[0].type',
      'unsupported',
    ],
  ])('may not have %s %j', (path, value, field, code) => {
    expect(faultsOf(path, value)).toContainEqual({
      field: `template.${field}`,
      code,
      message: expect.any(String),
    });
  });

  it.each(['a\nb', 'a\tb', 'a     b'])('may not fill %j into their text', (text) => {
    expect(bodyWith({ type: 'text', text })).toMatchObject([
      { field: 'template.components[0].parameters[0].text', code: 'malformed' },
    ]);
  });

  it.each([
    { type: 'currency', currency: { fallback_value: '$1', code: 'USD', amount_1000: 1000 } },
    { type: 'date_time', date_time: { fallback_value: 'today', timezone: 'UTC' } },
    { type: 'location', location: { latitude: 1, longitude: 2 } },
    { type: 'tap_target_configuration', tap_target_configuration: [{ url: 'https://example.com' }] },
    { type: 'text', text: 'x', further: { of: 'Meta' } },
  ])('leave the parameter %j as open as Meta does', (parameter) => {
    expect(bodyWith(parameter)).toEqual([]);
  });

  it.each([
    [{ type: 'currency', currency: { fallback_value: '$1' } }, 'currency.code', 'missing'],
    [{ type: 'date_time', date_time: 'today' }, 'date_time', 'wrong_type'],
    [{ type: 'text' }, 'text', 'missing'],
    [{ type: 'of_tomorrow', value: 1n }, null, 'malformed'],
    [{ text: 'x' }, 'type', 'missing'],
  ])('look at what is known of the parameter: $0', (parameter, at, code) => {
    const field = `template.components[0].parameters[0]${at === null ? '' : `.${at}`}`;
    expect(bodyWith(parameter)).toContainEqual({ field, code, message: expect.any(String) });
  });

  it('take a code to sign in, in the text and in the button', () => {
    const code = [{ type: 'text', text: '123456' }];
    const components = [
      { type: 'body', parameters: code },
      { type: 'button', sub_type: 'url', index: '0', parameters: code },
    ];
    expect(checkMessage('template', { name: 'otp', language: { code: 'en' }, components })).toEqual([]);
  });
});
