import type { GraphFailure } from '../graph/graph-failure';
import {
  ANYTHING,
  check,
  field,
  type Fields,
  fileReference,
  ID,
  invalidValue,
  list,
  missingParameter,
  number,
  object,
  oneOf,
  optional,
  quoted,
  type Rule,
  text,
  URL_TEXT,
} from './parameter';

interface Family {
  /** Kinds of header that it may have; none where it must not have one. */
  headers?: readonly Header[];
  needsHeader?: true;
  /** Characters of the body; undefined: it has none. */
  body?: number;
  isBodyOptional?: true;
  hasNoFooter?: true;
  action: Rule;
}

type Header = 'text' | 'image' | 'video' | 'document';

const ANY_HEADER: readonly Header[] = ['text', 'image', 'video', 'document'];
const urlButton = object({
  name: oneOf('cta_url'),
  parameters: object({ display_text: text(20), url: URL_TEXT }),
});
const quickReply = object({ type: oneOf('reply'), reply: object({ id: text(256), title: text(20) }) });
const retailerId = object({ product_retailer_id: ID });

/** Within one message no two may have the same. */
function distinct(values: readonly unknown[], what: string): GraphFailure | null {
  return new Set(values).size === values.length ? null : invalidValue(`Duplicated ${what}.`);
}

const elementsOf = (value: unknown, name: string): unknown[] => {
  const elements = field(value, name);
  return Array.isArray(elements) ? elements : [];
};

const listAction = object(
  {
    button: text(20),
    sections: list(
      object({
        title: optional(text(24)),
        rows: list(
          object({ id: text(200), title: text(24), description: optional(text(72, { min: 0 })) }),
          10,
        ),
      }),
      10,
    ),
  },
  (action, path) => {
    const sections = elementsOf(action, 'sections');
    const rows = sections.flatMap((section) => elementsOf(section, 'rows'));
    if (rows.length > 10) return invalidValue('Total row count exceed max allowed count: 10');
    if (sections.length > 1 && sections.some((section) => field(section, 'title') === undefined))
      return missingParameter(`Parameter ${path}['sections'] needs a title in each of several sections.`);
    return distinct(
      rows.map((row) => field(row, 'id')),
      'row id',
    );
  },
);

const productListAction = object(
  {
    catalog_id: ID,
    sections: list(object({ title: optional(text(24)), product_items: list(retailerId, 30) }), 10),
  },
  (action) => {
    const items = elementsOf(action, 'sections').flatMap((section) => elementsOf(section, 'product_items'));
    return items.length > 30 ? invalidValue('Total product count exceed max allowed count: 30') : null;
  },
);

const carouselAction = object(
  {
    cards: list(
      object(
        {
          card_index: number(0, 9),
          type: oneOf('cta_url', 'product'),
          header: optional(object({ type: oneOf('image', 'video') }, headerContent)),
          body: optional(object({ text: text(160) })),
          action: object({
            name: optional(oneOf('cta_url')),
            parameters: optional(object({ display_text: text(20), url: URL_TEXT })),
          }),
        },
        ({ type, header, action }, path) => {
          if (type === 'product') return check(product, action, `${path}['action']`, 'whatsapp');
          if (header === undefined) return missingParameter(`Parameter ${path}['header'] is required.`);
          return check(urlButton, action, `${path}['action']`, 'whatsapp');
        },
      ),
      10,
      2,
    ),
  },
  (action) => {
    const cards = elementsOf(action, 'cards');
    const headers = cards.map((card) => field(field(card, 'header'), 'type'));
    if (new Set(headers).size > 1) return invalidValue('All cards must have the same type of header.');
    if (new Set(cards.map((card) => field(card, 'type'))).size > 1)
      return invalidValue('All cards must have the same type.');
    const lines = cards.map((card) => String(field(field(card, 'body'), 'text') ?? '').split('\n').length);
    if (lines.some((count) => count > 3)) return invalidValue('A card body may have at most 2 line breaks.');
    return distinct(
      cards.map((card) => Number(field(card, 'card_index'))),
      'card_index',
    );
  },
);

const product = object({ catalog_id: ID, product_retailer_id: ID });
const payment = (name: string): Family => ({
  headers: ['image'],
  body: 1024,
  action: object({ name: oneOf(name), parameters: object({ reference_id: text(35) }) }),
});
const named = (name: string): Rule => object({ name: oneOf(name), parameters: optional(ANYTHING) });

/** Facts B3: what each interactive type may have, by its name. */
const FAMILIES: Readonly<Record<string, Family>> = {
  button: {
    headers: ANY_HEADER,
    body: 1024,
    action: object({ buttons: list(quickReply, 3) }, (action) => {
      const replies = elementsOf(action, 'buttons').map((button) => field(button, 'reply'));
      return (
        distinct(
          replies.map((reply) => field(reply, 'title')),
          'button title',
        ) ??
        distinct(
          replies.map((reply) => field(reply, 'id')),
          'button id',
        )
      );
    }),
  },
  list: { headers: ['text'], body: 4096, action: listAction },
  cta_url: { headers: ANY_HEADER, body: 1024, action: urlButton },
  flow: {
    headers: ANY_HEADER,
    body: 1024,
    action: object({
      name: oneOf('flow'),
      parameters: object(
        {
          flow_message_version: oneOf('3'),
          flow_token: optional(text(1024)),
          flow_id: optional(ID),
          flow_name: optional(ID),
          flow_cta: text(30),
          flow_action: optional(oneOf('navigate', 'data_exchange')),
          mode: optional(oneOf('draft', 'published')),
        },
        ({ flow_id, flow_name }, path) =>
          flow_id === undefined && flow_name === undefined
            ? missingParameter(`Parameter ${path} needs a flow_id or a flow_name.`)
            : null,
      ),
    }),
  },
  product: { body: 1024, isBodyOptional: true, action: product },
  product_list: { headers: ['text'], needsHeader: true, body: 1024, action: productListAction },
  catalog_message: { body: 1024, action: named('catalog_message') },
  location_request_message: { body: 1024, action: object({ name: oneOf('send_location') }) },
  address_message: {
    headers: ANY_HEADER,
    body: 1024,
    action: object({ name: oneOf('address_message'), parameters: object({ country: oneOf('IN') }) }),
  },
  carousel: { body: 1024, hasNoFooter: true, action: carouselAction },
  order_details: payment('review_and_pay'),
  order_status: payment('review_order'),
  call_permission_request: { body: 1024, isBodyOptional: true, action: named('call_permission_request') },
  voice_call: { body: 1024, action: named('voice_call') },
  request_contact_info: { body: 1024, action: named('request_contact_info') },
};

export const INTERACTIVE_TYPES = Object.keys(FAMILIES);

/** What is wrong with the value of `interactive`; null when nothing is. */
export function checkInteractive(interactive: unknown): GraphFailure | null {
  const type = field(interactive, 'type');
  if (type === undefined) return missingParameter("Parameter interactive['type'] is required.");
  const family = typeof type === 'string' ? FAMILIES[type] : undefined;
  if (family === undefined)
    return invalidValue(
      `Param interactive['type'] must be one of {${INTERACTIVE_TYPES.join(', ')}} - got ${quoted(type)}.`,
    );
  return check(ruleOf(family), interactive, 'interactive', 'whatsapp') ?? forbidden(family, interactive);
}

function ruleOf({ headers, needsHeader, body, isBodyOptional, action }: Family): Rule {
  const bodyRule = object({ text: text(body ?? 1024) });
  const headerRule = object({ type: oneOf(...(headers ?? [])) }, headerContent);
  const fields: Fields = {
    ...(headers && { header: needsHeader ? headerRule : optional(headerRule) }),
    body: isBodyOptional ? optional(bodyRule) : bodyRule,
    footer: optional(object({ text: text(60) })),
    action,
  };
  return object(fields);
}

function headerContent(
  { type, ...header }: Readonly<Record<string, unknown>>,
  path: string,
): GraphFailure | null {
  const name = String(type);
  const rule = name === 'text' ? text(60) : fileReference();
  return check(rule, header[name], `${path}['${name}']`, 'whatsapp');
}

function forbidden({ headers, hasNoFooter }: Family, interactive: unknown): GraphFailure | null {
  for (const [name, isForbidden] of [
    ['header', headers === undefined],
    ['footer', hasNoFooter === true],
  ] as const) {
    if (isForbidden && field(interactive, name) !== undefined)
      return invalidValue(`Param interactive['${name}'] is not allowed for this type.`);
  }
  return null;
}
