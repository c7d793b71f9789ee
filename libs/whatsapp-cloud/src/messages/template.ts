import { fault, missing, type MessageFault } from './fault';
import { parameterRule } from './template-parameters';
import {
  entriesOf,
  list,
  matching,
  oneOf,
  optional,
  partOf,
  type Parts,
  repeated,
  required,
  type Rule,
  shape,
  text,
  whole,
} from './rules';

/**
 * Meta's message reference, "template", and its rules for names (facts: cloud-api.md B4 and E). How many parameters a
 * template wants, and of which kind, only the template itself can tell. Characters are UTF-16 code units.
 */
export const TEMPLATE_LIMITS = {
  nameCharacters: 512,
  languageCharacters: 15,
  /** Header, body, offer, carousel, and one for each of at most ten buttons. */
  components: 14,
  lastButtonIndex: 9,
  cardsAtLeast: 2,
  cards: 10,
  cardComponents: 4,
  /** Ours, far above any real one: Meta limits the finished text and not how many parts it has. */
  parameters: 1_000,
} as const;

/** As in the send examples and the list of a template's buttons; Meta writes them small and large. */
const BUTTON_KINDS = [
  'quick_reply',
  'url',
  'copy_code',
  'flow',
  'catalog',
  'mpm',
  'spm',
  'otp',
  'phone_number',
  'voice_call',
  'call_permission_request',
  'request_contact_info',
  'app',
];

const parameters = list(parameterRule, { min: 0, max: TEMPLATE_LIMITS.parameters }, 'parameter');
const index = (last: number) => whole({ from: 0, to: last, orText: true });
const ofType = { type: required(text()) };

const inCards: Readonly<Record<string, Rule>> = {
  header: shape({ ...ofType, parameters: optional(parameters) }),
  body: shape({ ...ofType, parameters: optional(parameters) }),
  button: shape({
    ...ofType,
    sub_type: required((value, field) => oneOf(...BUTTON_KINDS)(small(value), field)),
    index: required(index(TEMPLATE_LIMITS.lastButtonIndex)),
    parameters: optional(parameters),
  }),
};

const card = shape({
  card_index: required(index(TEMPLATE_LIMITS.cards - 1)),
  components: required(list(byType(inCards), { min: 1, max: TEMPLATE_LIMITS.cardComponents }, 'component')),
});

const inTemplates: Readonly<Record<string, Rule>> = {
  ...inCards,
  limited_time_offer: shape({ ...ofType, parameters: required(parameters) }),
  carousel: shape(
    {
      ...ofType,
      cards: required(list(card, { min: TEMPLATE_LIMITS.cardsAtLeast, max: TEMPLATE_LIMITS.cards }, 'card')),
    },
    (carousel, field) =>
      repeated(
        firstOf(carousel.cards, TEMPLATE_LIMITS.cards).map((one) => asNumber(partOf(one, 'card_index'))),
        (at) => `${field}.cards[${at}].card_index`,
      ),
  ),
};

export const templateRule: Rule = shape(
  {
    name: required(
      matching(
        (name) => /^[a-z0-9_]+$/.test(name),
        'lower case letters, digits and underscores',
        TEMPLATE_LIMITS.nameCharacters,
      ),
    ),
    language: required(
      shape({
        code: required(
          matching(
            (code) => /^[a-z]{2,3}([_-][a-z0-9]{2,8})*$/i.test(code),
            'a language such as en or pt_BR',
            TEMPLATE_LIMITS.languageCharacters,
          ),
        ),
        // From earlier versions; Meta ignores it.
        policy: optional(oneOf('deterministic')),
      }),
    ),
    components: optional(list(byType(inTemplates), { min: 0, max: TEMPLATE_LIMITS.components }, 'component')),
  },
  oneOfEach,
);

function byType(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, field) => {
    const type = small(partOf(value, 'type'));
    if (typeof value !== 'object' || value === null) return [fault(field, 'wrong_type', 'must be an object')];
    if (type === undefined) return [missing(`${field}.type`)];
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    return rule ? rule(value, field) : oneOf(...Object.keys(rules))(type, `${field}.type`);
  };
}

/** A template has one header, one body and so on, and one button at each index. */
function oneOfEach(template: Parts, field: string): MessageFault[] {
  const components = firstOf(template.components, TEMPLATE_LIMITS.components);
  const types = components.map((component) => small(partOf(component, 'type')));
  const at = (place: number, name: string): string => `${field}.components[${place}].${name}`;
  return [
    ...repeated(
      types.map((type) => (type === 'button' ? undefined : type)),
      (place) => at(place, 'type'),
    ),
    ...repeated(
      components.map((component, place) =>
        types[place] === 'button' ? asNumber(partOf(component, 'index')) : undefined,
      ),
      (place) => at(place, 'index'),
    ),
  ];
}

const firstOf = (value: unknown, count: number): readonly unknown[] => entriesOf(value).slice(0, count);
const small = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const asNumber = (value: unknown): unknown => (typeof value === 'string' ? Number(value) : value);
