/** One message of every type and kind, in Meta's shape, with everything that it may have. */
const picture = { id: '1234567890' };
const cta = { name: 'cta_url', parameters: { display_text: 'See', url: 'https://example.com' } };
const card = (card_index: number) => ({
  card_index,
  type: 'cta_url',
  header: { type: 'image', image: picture },
  body: { text: 'one\ntwo' },
  action: cta,
});

export const INTERACTIVE: Readonly<Record<string, Record<string, unknown>>> = {
  button: {
    type: 'button',
    header: { type: 'document', document: { link: 'https://example.com/a.pdf', filename: 'a.pdf' } },
    body: { text: 'Which?' },
    footer: { text: 'Thanks' },
    action: {
      buttons: [
        { type: 'reply', reply: { id: '1', title: 'Yes' } },
        { type: 'reply', reply: { id: '2', title: 'No' } },
      ],
    },
  },
  list: {
    type: 'list',
    header: { type: 'text', text: 'Menu' },
    body: { text: 'Choose' },
    action: {
      button: 'Open',
      sections: [{ title: 'Drinks', rows: [{ id: '1', title: 'Tea', description: 'hot' }] }],
    },
  },
  cta_url: { type: 'cta_url', body: { text: 'Look' }, action: cta },
  flow: {
    type: 'flow',
    body: { text: 'Fill in' },
    action: {
      name: 'flow',
      parameters: {
        flow_message_version: '3',
        flow_token: 't',
        flow_id: '1',
        flow_cta: 'Begin',
        flow_action: 'navigate',
        flow_action_payload: { screen: 'FIRST', data: { anything: [1, { goes: true }] } },
        mode: 'draft',
      },
    },
  },
  product: { type: 'product', action: { catalog_id: '1', product_retailer_id: 'sku' } },
  product_list: {
    type: 'product_list',
    header: { type: 'text', text: 'Shop' },
    body: { text: 'Choose' },
    action: {
      catalog_id: '1',
      sections: [{ title: 'New', product_items: [{ product_retailer_id: 'sku' }] }],
    },
  },
  catalog_message: {
    type: 'catalog_message',
    body: { text: 'All' },
    action: { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: 'sku' } },
  },
  location_request_message: {
    type: 'location_request_message',
    body: { text: 'Where?' },
    action: { name: 'send_location' },
  },
  address_message: {
    type: 'address_message',
    body: { text: 'Where?' },
    action: { name: 'address_message', parameters: { country: 'IN', values: { name: 'Asha' } } },
  },
  carousel: { type: 'carousel', body: { text: 'Look' }, action: { cards: [card(0), card(1)] } },
  order_details: {
    type: 'order_details',
    body: { text: 'Pay' },
    action: { name: 'review_and_pay', parameters: { reference_id: 'r', total_amount: { value: 1 } } },
  },
  order_status: {
    type: 'order_status',
    body: { text: 'Shipped' },
    action: { name: 'review_order', parameters: { reference_id: 'r', order: { status: 'shipped' } } },
  },
  call_permission_request: {
    type: 'call_permission_request',
    body: { text: 'May we call?' },
    action: { name: 'call_permission_request' },
  },
  voice_call: {
    type: 'voice_call',
    body: { text: 'Call' },
    action: { name: 'voice_call', parameters: { display_text: 'Call' } },
  },
  request_contact_info: {
    type: 'request_contact_info',
    body: { text: 'Your number?' },
    action: { name: 'request_contact_info' },
  },
};

export const TEMPLATE = {
  name: 'order_42',
  language: { code: 'en_US' },
  components: [
    { type: 'header', parameters: [{ type: 'image', image: picture }] },
    { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Ana' }] },
    {
      type: 'button',
      sub_type: 'quick_reply',
      index: '0',
      parameters: [{ type: 'payload', payload: 'P' }],
    },
    { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'suffix' }] },
    {
      type: 'button',
      sub_type: 'copy_code',
      index: 2,
      parameters: [{ type: 'coupon_code', coupon_code: 'SAVE20' }],
    },
    {
      type: 'button',
      sub_type: 'flow',
      index: '3',
      parameters: [{ type: 'action', action: { flow_token: 't', flow_action_data: {} } }],
    },
    {
      type: 'button',
      sub_type: 'CATALOG',
      index: 4,
      parameters: [{ type: 'action', action: { thumbnail_product_retailer_id: 'sku' } }],
    },
    {
      type: 'limited_time_offer',
      parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1698562800000 } }],
    },
    {
      type: 'carousel',
      cards: [0, 1].map((card_index) => ({
        card_index,
        components: [
          { type: 'header', parameters: [{ type: 'video', video: picture }] },
          { type: 'body', parameters: [{ type: 'text', text: 'Ana' }] },
          { type: 'button', sub_type: 'url', index: 0, parameters: [{ type: 'text', text: 's' }] },
        ],
      })),
    },
  ],
};

export const MESSAGES: readonly (readonly [type: string, body: unknown])[] = [
  ['text', { body: 'hello', preview_url: true }],
  ['image', { link: 'https://example.com/a.jpg', caption: 'a' }],
  ['video', { id: '1', caption: 'a' }],
  ['audio', { id: '1', voice: true }],
  ['document', { id: '1', caption: 'a', filename: 'a.pdf' }],
  ['sticker', { id: '1' }],
  ['location', { latitude: 38.7, longitude: '-9.13', name: 'Lisbon', address: 'Rua' }],
  [
    'contacts',
    [
      {
        name: { formatted_name: 'Ana Lima', first_name: 'Ana' },
        phones: [{ phone: '+351912345678', type: 'HOME', wa_id: '351912345678' }],
        emails: [{ email: 'ana@example.com', type: 'WORK' }],
        addresses: [{ city: 'Lisbon', country_code: 'pt' }],
        org: { company: 'Lima' },
        urls: [{ url: 'example.com' }],
        birthday: '2000-02-29',
      },
    ],
  ],
  ['reaction', { message_id: 'wamid.1', emoji: '👍🏽' }],
  ['template', TEMPLATE],
  ...Object.values(INTERACTIVE).map((body) => ['interactive', body] as const),
];

/** A copy of `body` in which the place that `path` names ("action.buttons.0.reply") has another value. */
export function changed(body: unknown, path: string, value: unknown): unknown {
  const [name = '', ...rest] = path.split('.');
  const next =
    rest.length === 0 ? value : changed((body as Record<string, unknown>)[name], rest.join('.'), value);
  if (Array.isArray(body))
    return body.map((entry: unknown, index) => (String(index) === name ? next : entry));
  return { ...(body as object), [name]: next };
}
