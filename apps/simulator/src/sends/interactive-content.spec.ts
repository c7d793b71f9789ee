import { checkInteractive, INTERACTIVE_TYPES } from './interactive-content';

const body = { text: 'Choose' };
const reply = (id: string, title = `Title ${id}`) => ({ type: 'reply', reply: { id, title } });
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `row-${from + index}`, title: `Row ${from + index}` }));
const url = { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://example.com' } };
const image = { type: 'image', image: { id: '1' } };
const card = (index: number, more: object = {}) => ({
  card_index: index,
  type: 'cta_url',
  header: image,
  body: { text: 'A card' },
  action: url,
  ...more,
});
const product = { catalog_id: '1', product_retailer_id: '2' };

/** A valid message of each type. */
const VALID: Record<string, object> = {
  button: { body, action: { buttons: [reply('a'), reply('b'), reply('c')] } },
  list: { body, action: { button: 'Open', sections: [{ rows: rows(10) }] } },
  cta_url: { body, action: url },
  flow: {
    body,
    action: { name: 'flow', parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Book' } },
  },
  product: { action: product },
  product_list: {
    body,
    header: { type: 'text', text: 'Ours' },
    action: { catalog_id: '1', sections: [{ title: 'All', product_items: [{ product_retailer_id: '2' }] }] },
  },
  catalog_message: { body, action: { name: 'catalog_message' } },
  location_request_message: { body, action: { name: 'send_location' } },
  address_message: { body, action: { name: 'address_message', parameters: { country: 'IN' } } },
  carousel: { body, action: { cards: [card(0), card(1)] } },
  order_details: { body, action: { name: 'review_and_pay', parameters: { reference_id: 'r-1' } } },
  order_status: { body, action: { name: 'review_order', parameters: { reference_id: 'r-1' } } },
  call_permission_request: { action: { name: 'call_permission_request' } },
  voice_call: { body, action: { name: 'voice_call' } },
  request_contact_info: { body, action: { name: 'request_contact_info' } },
};

const verdict = (type: string, changes: object = {}) =>
  checkInteractive({ type, ...VALID[type], ...changes });

describe('an interactive message', () => {
  it.each(INTERACTIVE_TYPES)('of type %s is taken as Meta describes it', (type) => {
    expect(VALID).toHaveProperty(type);
    expect(verdict(type)).toBeNull();
  });

  it.each(INTERACTIVE_TYPES)('of type %s needs its action', (type) => {
    expect(verdict(type, { action: undefined })).toMatchObject({ code: 131008 });
  });

  it.each<[string, string, object, number, string]>([
    [
      'four buttons',
      'button',
      { action: { buttons: ['a', 'b', 'c', 'd'].map((id) => reply(id)) } },
      131009,
      '3',
    ],
    [
      'two buttons of one title',
      'button',
      { action: { buttons: [reply('a', 'x'), reply('b', 'x')] } },
      131009,
      'title',
    ],
    [
      'a button title of 21 characters',
      'button',
      { action: { buttons: [reply('a', 'x'.repeat(21))] } },
      131009,
      '20',
    ],
    ['a body of 1025 characters', 'button', { body: { text: 'x'.repeat(1025) } }, 131009, '1024'],
    ['no body', 'button', { body: undefined }, 131008, 'body'],
    [
      'a card without its picture',
      'carousel',
      { action: { cards: [card(0), card(1, { header: { type: 'image' } })] } },
      131008,
      'image',
    ],
    ['a footer of 61 characters', 'button', { footer: { text: 'x'.repeat(61) } }, 131009, '60'],
    ['a header of 61 characters', 'list', { header: { type: 'text', text: 'x'.repeat(61) } }, 131009, '60'],
    ['a picture above a list', 'list', { header: image }, 131009, 'header'],
    ['a header without its picture', 'button', { header: { type: 'image' } }, 131008, 'image'],
    ['a list body of 4097 characters', 'list', { body: { text: 'x'.repeat(4097) } }, 131009, '4096'],
    [
      'eleven rows',
      'list',
      {
        action: {
          button: 'x',
          sections: [
            { title: 'a', rows: rows(6) },
            { title: 'b', rows: rows(5, 6) },
          ],
        },
      },
      131009,
      '10',
    ],
    [
      'sections without titles',
      'list',
      { action: { button: 'x', sections: [{ rows: rows(1) }, { rows: rows(1, 1) }] } },
      131008,
      'title',
    ],
    [
      'two rows of one id',
      'list',
      { action: { button: 'x', sections: [{ rows: [...rows(1), ...rows(1)] }] } },
      131009,
      'row id',
    ],
    [
      'a link that is none',
      'cta_url',
      { action: { ...url, parameters: { display_text: 'x', url: 'there' } } },
      131009,
      'URL',
    ],
    [
      'a flow of nobody',
      'flow',
      { action: { name: 'flow', parameters: { flow_message_version: '3', flow_cta: 'x' } } },
      131008,
      'flow_id',
    ],
    ['a product list without a header', 'product_list', { header: undefined }, 131008, 'header'],
    [
      'thirty-one products',
      'product_list',
      {
        action: {
          catalog_id: '1',
          sections: [1, 2].map((title) => ({
            title: `${title}`,
            product_items: Array.from({ length: 16 }, (_, index) => ({
              product_retailer_id: `${title}-${index}`,
            })),
          })),
        },
      },
      131009,
      '30',
    ],
    ['one card', 'carousel', { action: { cards: [card(0)] } }, 131009, '2'],
    [
      'cards with other headers',
      'carousel',
      { action: { cards: [card(0), card(1, { header: { type: 'video', video: { id: '1' } } })] } },
      131009,
      'header',
    ],
    [
      'a card of four lines',
      'carousel',
      { action: { cards: [card(0), card(1, { body: { text: 'a\nb\nc\nd' } })] } },
      131009,
      'line breaks',
    ],
    ['a carousel with a footer', 'carousel', { footer: { text: 'x' } }, 131009, 'footer'],
    [
      'an address elsewhere',
      'address_message',
      { action: { name: 'address_message', parameters: { country: 'PT' } } },
      131009,
      'IN',
    ],
  ])('with %s is refused, and told why', (_what, type, changes, code, details) => {
    expect(verdict(type, changes)).toMatchObject({ code, details: expect.stringContaining(details) });
  });

  it('of a type that does not exist is refused', () => {
    expect(checkInteractive({ type: 'hologram', body })).toMatchObject({ code: 131009 });
    expect(checkInteractive({ body })).toMatchObject({ code: 131008 });
  });
});
