import { INTERACTIVE_LIMITS as LIMITS } from './interactive-limits';
import { fault, type MessageFault } from './fault';
import {
  atMost,
  eitherOr,
  entriesOf,
  json,
  list,
  oneOf,
  openShape,
  optional,
  partOf,
  type Parts,
  repeated,
  required,
  type Rule,
  shape,
  text,
  webAddress,
} from './rules';

const id = required(text());

const replyButton = shape({
  type: required(oneOf('reply')),
  reply: required(
    shape({
      id: required(text({ max: LIMITS.buttonIdCharacters })),
      title: required(text({ max: LIMITS.buttonTitleCharacters })),
    }),
  ),
});

const button = shape(
  { buttons: required(list(replyButton, { min: 1, max: LIMITS.buttons }, 'button')) },
  (action, field) =>
    repeated(
      entriesOf(action.buttons).map((one) => partOf(partOf(one, 'reply'), 'title')),
      (index) => `${field}.buttons[${index}].reply.title`,
    ),
);

const row = shape({
  id: required(text({ max: LIMITS.rowIdCharacters })),
  title: required(text({ max: LIMITS.rowTitleCharacters })),
  description: optional(text({ max: LIMITS.rowDescriptionCharacters, mayBeEmpty: true })),
});

const listSection = shape({
  title: optional(text({ max: LIMITS.sectionTitleCharacters })),
  rows: required(list(row, { min: 1, max: LIMITS.listRows }, 'row')),
});

const listAction = shape(
  {
    button: required(text({ max: LIMITS.listButtonCharacters })),
    sections: required(list(listSection, { min: 1, max: LIMITS.listSections }, 'section')),
  },
  (action, field) => allTogether(action, field, { part: 'rows', max: LIMITS.listRows, noun: 'row' }),
);

/** The button of "cta_url", which the cards of a carousel have too. */
export const callToAction: Rule = shape({
  name: required(oneOf('cta_url')),
  parameters: required(
    shape({ display_text: required(text({ max: LIMITS.displayTextCharacters })), url: required(webAddress) }),
  ),
});

const flow = shape({
  name: required(oneOf('flow')),
  parameters: required(
    shape(
      {
        flow_message_version: required(oneOf('3')),
        flow_token: optional(text()),
        flow_id: optional(text()),
        flow_name: optional(text()),
        flow_cta: id,
        flow_action: optional(oneOf('navigate', 'data_exchange')),
        flow_action_payload: optional(shape({ screen: id, data: optional(json) })),
        mode: optional(oneOf('draft', 'published')),
      },
      eitherOr('flow_id', 'flow_name'),
    ),
  ),
});

export const productAction: Rule = shape({ catalog_id: id, product_retailer_id: id });

const productSection = shape({
  title: optional(text()),
  product_items: required(
    list(shape({ product_retailer_id: id }), { min: 1, max: LIMITS.products }, 'product'),
  ),
});

const productList = shape(
  {
    catalog_id: id,
    sections: required(list(productSection, { min: 1, max: LIMITS.productSections }, 'section')),
  },
  (action, field) =>
    allTogether(action, field, { part: 'product_items', max: LIMITS.products, noun: 'product' }),
);

/** An action that is hardly more than its name; what Meta's reference leaves open is open here. */
const named = (name: string, parameters: Rule): Rule =>
  shape({ name: required(oneOf(name)), parameters: required(parameters) });

const order = openShape({ reference_id: id });

export const interactiveActions = {
  button,
  list: listAction,
  flow,
  product: productAction,
  productList,
  catalogMessage: shape({
    name: required(oneOf('catalog_message')),
    parameters: optional(shape({ thumbnail_product_retailer_id: optional(text()) })),
  }),
  locationRequest: shape({ name: required(oneOf('send_location')) }),
  address: named(
    'address_message',
    // India alone, says Meta.
    shape({
      country: required(oneOf('IN')),
      values: optional(json),
      saved_addresses: optional(json),
      validation_errors: optional(json),
    }),
  ),
  orderDetails: named('review_and_pay', order),
  orderStatus: named('review_order', order),
  /** Calls and contact requests: Meta names them without their parts. */
  open: shape({ name: id, parameters: optional(json) }),
} satisfies Record<string, Rule>;

/** A limit on the entries of all sections together; one section alone that is over it has said so itself. */
function allTogether(
  action: Parts,
  field: string,
  { part, max, noun }: { part: string; max: number; noun: string },
): MessageFault[] {
  const counts = entriesOf(action.sections).map((section) => entriesOf(partOf(section, part)).length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all <= max || counts.some((count) => count > max)) return [];
  return [fault(`${field}.sections`, 'too_many', `may together have ${atMost(max, all, noun)}`)];
}
