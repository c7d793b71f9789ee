import type { GraphFailure } from '../graph/graph-failure';
import {
  ANYTHING,
  check,
  field,
  fileReference,
  ID,
  list,
  number,
  object,
  oneOf,
  optional,
  type Rule,
  text,
} from './parameter';

const file = fileReference({ filename: optional(text(1024)) });

/** Facts B4: what stands under the type's own name in a parameter of a template. */
const PARAMETERS: Readonly<Record<string, Rule>> = {
  text: text(32_768),
  currency: object({ fallback_value: text(1024), code: text(3), amount_1000: number(-1e15, 1e15) }),
  date_time: object({ fallback_value: text(1024) }),
  image: file,
  video: file,
  gif: file,
  document: file,
  location: object({ latitude: number(-90, 90), longitude: number(-180, 180) }),
  product: object({ product_retailer_id: ID, catalog_id: optional(ID) }),
  payload: text(256),
  coupon_code: text(20),
  action: ANYTHING,
  limited_time_offer: object({ expiration_time_ms: number(0, 1e15) }),
  tap_target_configuration: ANYTHING,
};

const SUB_TYPES = [
  'quick_reply',
  'url',
  'copy_code',
  'flow',
  'catalog',
  'mpm',
  'order_details',
  'voice_call',
  'otp',
];
const anyCase = (names: readonly string[]): Rule =>
  oneOf(...names, ...names.map((name) => name.toUpperCase()));

const parameter = object(
  { type: oneOf(...Object.keys(PARAMETERS)), parameter_name: optional(text(1024)) },
  (value, path) => {
    const type = String(value['type']);
    const rule = PARAMETERS[type];
    return rule ? check(rule, value[type], `${path}['${type}']`, 'whatsapp') : null;
  },
);

/** A button says which one it is and what kind. */
function buttonPlace(value: Readonly<Record<string, unknown>>, path: string): GraphFailure | null {
  if (String(value['type']).toLowerCase() !== 'button') return null;
  return (
    check(anyCase(SUB_TYPES), value['sub_type'], `${path}['sub_type']`, 'whatsapp') ??
    check(number(0, 9), value['index'], `${path}['index']`, 'whatsapp')
  );
}

const COMPONENT_TYPES = ['header', 'body', 'button'];
const parameters = optional(list(parameter, 100, 0));
const cardComponent = object({ type: anyCase(COMPONENT_TYPES), parameters }, buttonPlace);
const component = object(
  {
    type: anyCase([...COMPONENT_TYPES, 'limited_time_offer', 'carousel']),
    parameters,
    cards: optional(list(object({ card_index: number(0, 9), components: list(cardComponent, 10, 0) }), 10)),
  },
  buttonPlace,
);

const template = object({
  name: text(512),
  language: object({ code: text(10), policy: optional(oneOf('deterministic')) }),
  components: optional(list(component, 20, 0)),
});

/** What is wrong with the shape of `template`, before anybody looks the template up; null when nothing is. */
export function checkTemplateShape(value: unknown): GraphFailure | null {
  return check(template, value, 'template', 'whatsapp');
}

export interface TemplateSend {
  name: string;
  language: string;
  components: readonly TemplateComponent[];
}

export interface TemplateComponent {
  type: string;
  subType: string | null;
  index: number | null;
  parameters: readonly Readonly<Record<string, unknown>>[];
}

/** Of a value whose shape was found good. Cards are not read: their parameters are not counted. */
export function templateSend(value: unknown): TemplateSend {
  const components = (field(value, 'components') ?? []) as Record<string, unknown>[];
  return {
    name: String(field(value, 'name')),
    language: String(field(field(value, 'language'), 'code')),
    components: components.map((one) => ({
      type: String(one['type']).toLowerCase(),
      subType: one['sub_type'] === undefined ? null : String(one['sub_type']).toLowerCase(),
      index: one['index'] === undefined ? null : Number(one['index']),
      parameters: (one['parameters'] ?? []) as Record<string, unknown>[],
    })),
  };
}
