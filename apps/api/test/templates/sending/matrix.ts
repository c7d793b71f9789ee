import { BUTTONS, Handles, HEADERS, Part, PASSWORD_BUTTONS } from './headers-and-buttons';

/** A template, what somebody fills in, and the components that Meta is to be sent. */
export interface Sending {
  readonly form: TemplateWords;
  readonly values: Readonly<Record<string, unknown>>;
  readonly sent: readonly object[];
}

export interface TemplateWords {
  readonly category: 'marketing' | 'utility' | 'authentication';
  readonly parameterFormat?: 'named';
  readonly components: readonly object[];
}

/** By what it is: `image, flow`. */
export type Sendings = Readonly<Record<string, (handles: Handles) => Sending>>;

const NOTHING: Part = { written: null };
const HELLO: Part = {
  written: { type: 'BODY', text: 'Hello {{1}}, this is for you today.', example: { body_text: [['Ana']] } },
  values: { 'body.1': 'Rui' },
  sent: [{ type: 'body', parameters: [{ type: 'text', text: 'Rui' }] }],
};

const valuesOf = (parts: readonly Part[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(parts.flatMap(({ values = {} }) => Object.entries(values)));
const sentOf = (parts: readonly Part[]): readonly object[] => parts.flatMap(({ sent = [] }) => sent);

const buttonList = (...parts: readonly Part[]): Part => ({
  written: parts.length === 0 ? null : { type: 'BUTTONS', buttons: parts.map(({ written }) => written) },
  values: valuesOf(parts),
  sent: sentOf(parts),
});

/** In the order in which a person reads them. */
const sendingOf = (category: TemplateWords['category'], ...parts: readonly Part[]): Sending => ({
  form: { category, components: parts.flatMap(({ written }) => written ?? []) },
  values: valuesOf(parts),
  sent: sentOf(parts),
});

/** Every kind of header with every kind of button, and with none. */
export const MATRIX: Sendings = Object.fromEntries(
  Object.entries(HEADERS).flatMap(([header, head]) =>
    [['none', undefined] as const, ...Object.entries(BUTTONS)].map(([kind, button]) => [
      `${header} header, ${kind} button`,
      (handles: Handles) =>
        sendingOf('marketing', head(handles), HELLO, buttonList(...(button ? [button(0)] : []))),
    ]),
  ),
);

const some = (...kinds: readonly string[]): Part[] => kinds.flatMap((kind, at) => BUTTONS[kind]?.(at) ?? []);

const ENDS_AT = 1_893_456_000_000;
const offer = (hasEnd: boolean): Part => ({
  written: {
    type: 'LIMITED_TIME_OFFER',
    limited_time_offer: { text: 'Ends soon!', has_expiration: hasEnd },
  },
  ...(hasEnd && {
    values: { 'offer.end': ENDS_AT },
    sent: [
      {
        type: 'limited_time_offer',
        parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: ENDS_AT } }],
      },
    ],
  }),
});

/** Offers end or do not, below a picture, a film or nothing. */
const OFFERS: Sendings = Object.fromEntries(
  ['none', 'image', 'video'].flatMap((header) =>
    [true, false].map((hasEnd) => [
      `an offer ${hasEnd ? 'that ends' : 'without an end'}, ${header} header`,
      (handles: Handles) =>
        sendingOf(
          'marketing',
          HEADERS[header]?.(handles) ?? NOTHING,
          offer(hasEnd),
          HELLO,
          buttonList(...some('copy code', 'URL with a variable')),
        ),
    ]),
  ),
);

const CODE = '904113';
const SECRET = [{ type: 'text', text: CODE }];

/** The code stands in the text and in the button, which Meta keeps as a link. */
const PASSWORDS: Sendings = Object.fromEntries(
  Object.entries(PASSWORD_BUTTONS).map(([kind, button]) => [
    `a one-time password whose button ${kind}`,
    () => ({
      form: {
        category: 'authentication',
        components: [
          { type: 'BODY', add_security_recommendation: true },
          { type: 'FOOTER', code_expiration_minutes: 5 },
          { type: 'BUTTONS', buttons: [button] },
        ],
      },
      values: { code: CODE },
      sent: [
        { type: 'body', parameters: SECRET },
        { type: 'button', sub_type: 'url', index: '0', parameters: SECRET },
      ],
    }),
  ]),
);

interface Card {
  readonly written: readonly object[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly sent: readonly object[];
}

/** Cards that are alike, each filled with something of its own. */
function carousel(cardOf: (at: number) => Card): Sending {
  const cards = [0, 1, 2].map(cardOf);
  const inCards = Object.fromEntries(
    cards.flatMap(({ values }, at) =>
      Object.entries(values).map(([key, value]) => [`cards.${at}.${key}`, value]),
    ),
  );
  const part: Part = {
    written: { type: 'CAROUSEL', cards: cards.map(({ written }) => ({ components: written })) },
    values: inCards,
    sent: [{ type: 'carousel', cards: cards.map(({ sent }, at) => ({ card_index: at, components: sent })) }],
  };
  return sendingOf('marketing', HELLO, part);
}

function cardWith(kind: 'image' | 'video', handles: Handles, at: number, buttons: readonly Part[]): Card {
  const format = kind.toUpperCase();
  const file = { link: `https://files.example.com/${at}` };
  const left = String(9 - at);
  const list = buttonList(...buttons);
  return {
    written: [
      { type: 'HEADER', format, example: { header_handle: [handles[format]] } },
      { type: 'BODY', text: 'Only {{1}} of these left.', example: { body_text: [['3']] } },
      ...(list.written === null ? [] : [list.written]),
    ],
    values: { [`header.${kind}`]: file, 'body.1': left, ...list.values },
    sent: [
      { type: 'header', parameters: [{ type: kind, [kind]: file }] },
      { type: 'body', parameters: [{ type: 'text', text: left }] },
      ...sentOf(buttons),
    ],
  };
}

const IN_CARDS = [
  ['quick reply'],
  ['URL'],
  ['URL with a variable'],
  ['phone number'],
  ['quick reply', 'URL with a variable'],
] as const;

const CAROUSELS: Sendings = {
  ...Object.fromEntries(
    (['image', 'video'] as const).flatMap((kind) =>
      IN_CARDS.map((kinds) => [
        `a carousel of cards with ${kind} headers, ${kinds.join(' and ')} buttons`,
        (handles: Handles) => carousel((at) => cardWith(kind, handles, at, some(...kinds))),
      ]),
    ),
  ),
  'a carousel of products': () =>
    carousel((at) => {
      const product = { product_retailer_id: `sku-${at}`, catalog_id: '9001' };
      return {
        written: [
          { type: 'HEADER', format: 'PRODUCT' },
          { type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
        ],
        values: { 'header.product': product },
        sent: [{ type: 'header', parameters: [{ type: 'product', product }] }],
      };
    }),
};

const bare = ({ written }: Part): Part => ({ written });
const said = (name: string, text: string): object => ({ type: 'text', parameter_name: name, text });

const WHOLES: Sendings = {
  'buttons of many kinds, each at its place': () =>
    sendingOf(
      'utility',
      HELLO,
      buttonList(
        ...some(
          'quick reply',
          'phone number',
          'URL with a variable',
          'URL',
          'copy code',
          'flow',
          'voice call',
        ),
      ),
    ),
  'buttons that need nothing to be filled in': () =>
    sendingOf('utility', HELLO, buttonList(...some('quick reply', 'flow').map(bare))),
  'variables with names': () => ({
    form: {
      category: 'utility',
      parameterFormat: 'named',
      components: [
        {
          type: 'HEADER',
          format: 'TEXT',
          text: 'Order {{order_id}} is here',
          example: { header_text_named_params: [{ param_name: 'order_id', example: 'A-17' }] },
        },
        {
          type: 'BODY',
          text: 'Hello {{first_name}}, come to {{shop}} before it closes today.',
          example: {
            body_text_named_params: [
              { param_name: 'first_name', example: 'Ana' },
              { param_name: 'shop', example: 'Rua 1' },
            ],
          },
        },
      ],
    },
    values: { 'header.order_id': 'B-18', 'body.first_name': 'Rui', 'body.shop': 'Rua 2' },
    sent: [
      { type: 'header', parameters: [said('order_id', 'B-18')] },
      { type: 'body', parameters: [said('first_name', 'Rui'), said('shop', 'Rua 2')] },
    ],
  }),
  'numbers in another order than they are filled in': () => ({
    form: {
      category: 'utility',
      components: [
        {
          type: 'BODY',
          text: 'From {{2}} to {{1}} it takes a day by train.',
          example: { body_text: [['Porto', 'Lisbon']] },
        },
      ],
    },
    values: { 'body.2': 'Faro', 'body.1': 'Beja' },
    sent: [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Beja' },
          { type: 'text', text: 'Faro' },
        ],
      },
    ],
  }),
  'nothing to fill in': () => ({
    form: { category: 'utility', components: [{ type: 'BODY', text: 'We open at nine today.' }] },
    values: {},
    sent: [],
  }),
};

export const OTHER_SENDINGS: Sendings = { ...OFFERS, ...PASSWORDS, ...CAROUSELS, ...WHOLES };
