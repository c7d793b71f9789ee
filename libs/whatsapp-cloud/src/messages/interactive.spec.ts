import { checkMessage } from './check-message';
import type { MessageFaultCode } from './fault';
import { changed, INTERACTIVE } from './message.fixture';

const reply = (id: number, title = `Answer ${id}`) => ({ type: 'reply', reply: { id: String(id), title } });
const row = (id: number) => ({ id: String(id), title: `Row ${id}` });
const section = (rows: number, from = 0) => ({
  title: 'Section',
  rows: Array.from({ length: rows }, (_, index) => row(from + index)),
});
const products = (count: number) => ({
  product_items: Array.from({ length: count }, (_, index) => ({ product_retailer_id: `sku-${index}` })),
});
const cards = (count: number) => {
  const [card] = (INTERACTIVE.carousel?.action as { cards: object[] }).cards;
  return Array.from({ length: count }, (_, card_index) => ({ ...card, card_index }));
};
const words = (count: number) => 'x'.repeat(count);

const faultsOf = (kind: string, path: string, value: unknown) =>
  checkMessage('interactive', changed(INTERACTIVE[kind], path, value));

describe('interactive messages', () => {
  it.each<[kind: string, path: string, value: unknown]>([
    ['button', 'body.text', words(1024)],
    ['button', 'footer.text', words(60)],
    ['button', 'header', { type: 'text', text: words(60) }],
    ['button', 'action.buttons', [reply(1), reply(2), reply(3)]],
    ['button', 'action.buttons.0.reply.id', words(256)],
    ['button', 'action.buttons.0.reply.title', words(20)],
    ['list', 'body.text', words(4096)],
    ['list', 'action.button', words(20)],
    ['list', 'action.sections', Array.from({ length: 10 }, (_, index) => section(1, index))],
    ['list', 'action.sections', [section(4), section(6, 4)]],
    ['list', 'action.sections.0.title', words(24)],
    ['list', 'action.sections.0.rows.0.id', words(200)],
    ['list', 'action.sections.0.rows.0.title', words(24)],
    ['list', 'action.sections.0.rows.0.description', words(72)],
    ['cta_url', 'body.text', words(1024)],
    ['cta_url', 'action.parameters.display_text', words(20)],
    ['location_request_message', 'body.text', words(1024)],
    ['flow', 'body.text', words(4096)],
    ['product_list', 'action.sections', [products(10), products(20)]],
    ['product_list', 'action.sections', Array(10).fill(products(3))],
    ['carousel', 'body.text', words(1024)],
    ['carousel', 'action.cards', cards(10)],
    ['carousel', 'action.cards.0.body.text', words(160)],
    ['carousel', 'action.cards.0.body.text', 'one\ntwo\nthree'],
  ])('of kind %s just take %s', (kind, path, value) => {
    expect(faultsOf(kind, path, value)).toEqual([]);
  });

  it.each<[kind: string, path: string, value: unknown, field: string, code: MessageFaultCode]>([
    ['button', 'body.text', words(1025), 'body.text', 'too_long'],
    ['button', 'footer.text', words(61), 'footer.text', 'too_long'],
    ['button', 'header', { type: 'text', text: words(61) }, 'header.text', 'too_long'],
    ['button', 'header', { type: 'audio', audio: { id: '1' } }, 'header.type', 'unsupported'],
    ['button', 'header', { type: 'image', image: {} }, 'header.image.id', 'missing'],
    ['button', 'header', {}, 'header.type', 'missing'],
    ['button', 'body', undefined, 'body', 'missing'],
    ['button', 'action', undefined, 'action', 'missing'],
    ['button', 'action.buttons', [], 'action.buttons', 'too_few'],
    ['button', 'action.buttons', [1, 2, 3, 4].map((id) => reply(id)), 'action.buttons', 'too_many'],
    [
      'button',
      'action.buttons',
      [reply(1, 'A'), reply(2, 'A')],
      'action.buttons[1].reply.title',
      'duplicate',
    ],
    ['button', 'action.buttons.0.reply.id', words(257), 'action.buttons[0].reply.id', 'too_long'],
    ['button', 'action.buttons.0.reply.title', words(21), 'action.buttons[0].reply.title', 'too_long'],
    ['list', 'header', { type: 'image', image: { id: '1' } }, 'header.type', 'unsupported'],
    ['list', 'body.text', words(4097), 'body.text', 'too_long'],
    ['list', 'action.button', words(21), 'action.button', 'too_long'],
    ['list', 'action.sections', Array(11).fill(section(1)), 'action.sections', 'too_many'],
    ['list', 'action.sections', [section(5), section(6, 5)], 'action.sections', 'too_many'],
    ['list', 'action.sections', [section(11)], 'action.sections[0].rows', 'too_many'],
    ['list', 'action.sections', [section(0)], 'action.sections[0].rows', 'too_few'],
    ['list', 'action.sections.0.title', words(25), 'action.sections[0].title', 'too_long'],
    ['list', 'action.sections.0.rows.0.id', words(201), 'action.sections[0].rows[0].id', 'too_long'],
    ['list', 'action.sections.0.rows.0.title', words(25), 'action.sections[0].rows[0].title', 'too_long'],
    [
      'list',
      'action.sections.0.rows.0.description',
      words(73),
      'action.sections[0].rows[0].description',
      'too_long',
    ],
    ['cta_url', 'body.text', words(1025), 'body.text', 'too_long'],
    ['cta_url', 'action.name', 'open', 'action.name', 'unsupported'],
    ['cta_url', 'action.parameters.display_text', words(21), 'action.parameters.display_text', 'too_long'],
    ['cta_url', 'action.parameters.url', 'example.com', 'action.parameters.url', 'malformed'],
    ['location_request_message', 'body.text', words(1025), 'body.text', 'too_long'],
    ['flow', 'body.text', words(4097), 'body.text', 'too_long'],
    ['flow', 'action.parameters.flow_id', undefined, 'action.parameters.flow_id', 'missing'],
    ['flow', 'action.parameters.flow_name', 'both', 'action.parameters.flow_name', 'not_allowed'],
    [
      'flow',
      'action.parameters.flow_message_version',
      '4',
      'action.parameters.flow_message_version',
      'unsupported',
    ],
    ['flow', 'action.parameters.flow_action', 'jump', 'action.parameters.flow_action', 'unsupported'],
    ['flow', 'action.parameters.flow_cta', undefined, 'action.parameters.flow_cta', 'missing'],
    ['product', 'action.product_retailer_id', undefined, 'action.product_retailer_id', 'missing'],
    ['product_list', 'header', undefined, 'header', 'missing'],
    ['product_list', 'header', { type: 'video', video: { id: '1' } }, 'header.type', 'unsupported'],
    ['product_list', 'action.sections', [products(15), products(16)], 'action.sections', 'too_many'],
    ['product_list', 'action.sections', [products(31)], 'action.sections[0].product_items', 'too_many'],
    ['product_list', 'action.sections', Array(11).fill(products(1)), 'action.sections', 'too_many'],
    ['address_message', 'action.parameters.country', 'DE', 'action.parameters.country', 'unsupported'],
    [
      'order_details',
      'action.parameters.reference_id',
      undefined,
      'action.parameters.reference_id',
      'missing',
    ],
    ['order_status', 'action.name', 'review_and_pay', 'action.name', 'unsupported'],
    ['carousel', 'footer', { text: 'x' }, 'footer', 'not_allowed'],
    ['carousel', 'header', { type: 'text', text: 'x' }, 'header', 'not_allowed'],
    ['carousel', 'body.text', words(1025), 'body.text', 'too_long'],
    ['carousel', 'action.cards', cards(1), 'action.cards', 'too_few'],
    ['carousel', 'action.cards.0.card_index', 1, 'action.cards[1].card_index', 'duplicate'],
    ['carousel', 'action.cards.1.card_index', 10, 'action.cards[1].card_index', 'malformed'],
    ['carousel', 'action.cards.0.body.text', words(161), 'action.cards[0].body.text', 'too_long'],
    ['carousel', 'action.cards.0.body.text', 'a\nb\nc\nd', 'action.cards[0].body.text', 'too_long'],
    [
      'carousel',
      'action.cards.1.header',
      { type: 'video', video: { id: '1' } },
      'action.cards[1].header.type',
      'not_allowed',
    ],
    ['carousel', 'action.cards.0.type', 'poll', 'action.cards[0].type', 'unsupported'],
  ])('of kind %s refuse %s', (kind, path, value, field, code) => {
    expect(faultsOf(kind, path, value)).toContainEqual({
      field: `interactive.${field}`,
      code,
      message: expect.any(String),
    });
  });

  it('refuse an eleventh card', () => {
    expect(faultsOf('carousel', 'action.cards', cards(11))).toContainEqual({
      field: 'interactive.action.cards',
      code: 'too_many',
      message: 'may have at most 10 cards, and has 11',
    });
  });

  it('take a carousel of products, and not one of products and links', () => {
    const product = (card_index: number) => ({
      card_index,
      type: 'product',
      action: { product_retailer_id: `sku-${card_index}`, catalog_id: '1' },
    });
    expect(faultsOf('carousel', 'action.cards', [product(0), product(1)])).toEqual([]);
    expect(faultsOf('carousel', 'action.cards.1', product(1))).toEqual([
      {
        field: 'interactive.action.cards[1].type',
        code: 'not_allowed',
        message: 'must be the same on all cards',
      },
    ]);
  });

  it.each([
    [undefined, 'missing'],
    ['poll', 'unsupported'],
    ['constructor', 'unsupported'],
    [7, 'wrong_type'],
  ])('refuse the kind %j as %s', (type, code) => {
    expect(checkMessage('interactive', { type })).toMatchObject([{ field: 'interactive.type', code }]);
  });

  it('refuse an eleventh section, whatever is in them', () => {
    expect(faultsOf('list', 'action.sections', Array(11).fill(section(1)))).toContainEqual({
      field: 'interactive.action.sections',
      code: 'too_many',
      message: 'may have at most 10 sections, and has 11',
    });
  });

  it('count all rows together, and say so', () => {
    expect(faultsOf('list', 'action.sections', [section(6), section(6, 6)])).toEqual([
      {
        field: 'interactive.action.sections',
        code: 'too_many',
        message: 'may together have at most 10 rows, and has 12',
      },
    ]);
  });
});
