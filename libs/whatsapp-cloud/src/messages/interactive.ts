import { callToAction, interactiveActions } from './interactive-actions';
import { carouselRule } from './carousel';
import { INTERACTIVE_LIMITS as LIMITS } from './interactive-limits';
import { fileRule, namedFileRule } from './media';
import { fault, missing } from './fault';
import { oneOf, optional, partOf, required, type Rule, shape, text } from './rules';

const headers: Readonly<Record<string, Rule>> = {
  text: shape({ type: required(oneOf('text')), text: required(text({ max: LIMITS.headerCharacters })) }),
  image: shape({ type: required(oneOf('image')), image: required(fileRule) }),
  video: shape({ type: required(oneOf('video')), video: required(fileRule) }),
  document: shape({ type: required(oneOf('document')), document: required(namedFileRule) }),
};

/** A header of one of these types. */
const header =
  (...types: readonly string[]): Rule =>
  (value, field) => {
    const type = partOf(value, 'type');
    const faults = shape({ type: required(oneOf(...types)) })({ type }, field);
    const rule = typeof type === 'string' && Object.hasOwn(headers, type) ? headers[type] : undefined;
    return faults.length > 0 || rule === undefined ? faults : rule(value, field);
  };

const anyHeader = optional(header('text', 'image', 'video', 'document'));
const footer = optional(shape({ text: required(text({ max: LIMITS.footerCharacters })) }));
const body = (max: number) => shape({ text: required(text({ max })) });

/** What the kinds have in common, with what is different for one of them. */
function kind(type: string, action: Rule, parts: Parameters<typeof shape>[0] = {}): Rule {
  return shape({
    type: required(oneOf(type)),
    header: anyHeader,
    body: required(body(LIMITS.otherBodyCharacters)),
    footer,
    action: required(action),
    ...parts,
  });
}

const shortBody = { body: required(body(LIMITS.bodyCharacters)) };
const actions = interactiveActions;

const kinds: Readonly<Record<string, Rule>> = {
  button: kind('button', actions.button, shortBody),
  list: kind('list', actions.list, {
    header: optional(header('text')),
    body: required(body(LIMITS.listBodyCharacters)),
  }),
  cta_url: kind('cta_url', callToAction, shortBody),
  flow: kind('flow', actions.flow),
  product: kind('product', actions.product, { body: optional(body(LIMITS.otherBodyCharacters)) }),
  product_list: kind('product_list', actions.productList, { header: required(header('text')) }),
  catalog_message: kind('catalog_message', actions.catalogMessage),
  location_request_message: kind('location_request_message', actions.locationRequest, shortBody),
  address_message: kind('address_message', actions.address),
  order_details: kind('order_details', actions.orderDetails),
  order_status: kind('order_status', actions.orderStatus),
  call_permission_request: kind('call_permission_request', actions.open),
  voice_call: kind('voice_call', actions.open),
  request_contact_info: kind('request_contact_info', actions.open),
  carousel: carouselRule(header('image', 'video'), body),
};

export const INTERACTIVE_KINDS: readonly string[] = Object.keys(kinds);

export const interactiveRule: Rule = (value, field) => {
  const type = partOf(value, 'type');
  if (typeof value !== 'object' || value === null) return [fault(field, 'wrong_type', 'must be an object')];
  if (type === undefined) return [missing(`${field}.type`)];
  const rule = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (rule === undefined) return oneOf(...INTERACTIVE_KINDS)(type, `${field}.type`);
  return rule(value, field);
};
