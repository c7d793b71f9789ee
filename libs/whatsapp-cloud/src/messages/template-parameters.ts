import { fault, missing } from './fault';
import { locationRule } from './location';
import { fileRule, namedFileRule } from './media';
import { first, json, openShape, optional, partOf, required, type Rule, text, whole } from './rules';

/** Meta's message reference, "template" (facts: cloud-api.md B4). Characters are UTF-16 code units. */
export const PARAMETER_LIMITS = {
  /** Meta's pages say 15 and 20; the wider one never refuses what Meta takes. */
  couponCodeCharacters: 20,
  /** Spaces in a row in a text, which Meta refuses beside line breaks and tabs. */
  spacesInARow: 4,
} as const;

const ofType = { type: required(text()), parameter_name: optional(text()) };

const replacedText = first(text(), (value, field) => {
  const spaces = ' '.repeat(PARAMETER_LIMITS.spacesInARow + 1);
  const isPlain = !/[\n\r\t]/.test(String(value)) && !String(value).includes(spaces);
  const rule = `must have no line breaks, no tabs and at most ${PARAMETER_LIMITS.spacesInARow} spaces in a row`;
  return isPlain ? [] : [fault(field, 'malformed', rule)];
});

const currency = openShape({
  fallback_value: required(text()),
  code: required(text()),
  amount_1000: required(whole({ from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER })),
});

/** The part that has the type's own name, for the types that have one. */
const kinds: Readonly<Record<string, Rule>> = {
  text: openShape({ ...ofType, text: required(replacedText) }),
  currency: openShape({ ...ofType, currency: required(currency) }),
  date_time: openShape({ ...ofType, date_time: required(openShape({ fallback_value: required(text()) })) }),
  image: openShape({ ...ofType, image: required(fileRule) }),
  video: openShape({ ...ofType, video: required(fileRule) }),
  gif: openShape({ ...ofType, gif: required(fileRule) }),
  document: openShape({ ...ofType, document: required(namedFileRule) }),
  location: openShape({ ...ofType, location: required(locationRule) }),
  payload: openShape({ ...ofType, payload: required(text()) }),
  coupon_code: openShape({
    ...ofType,
    coupon_code: required(text({ max: PARAMETER_LIMITS.couponCodeCharacters })),
  }),
  action: openShape({ ...ofType, action: required(openShape({})) }),
  limited_time_offer: openShape({
    ...ofType,
    limited_time_offer: required(
      openShape({ expiration_time_ms: required(whole({ from: 1, to: Number.MAX_SAFE_INTEGER })) }),
    ),
  }),
};

/** One parameter: of the types that we know the parts are looked at; other types and further parts are open. */
export const parameterRule: Rule = (value, field) => {
  const type = partOf(value, 'type');
  if (typeof value !== 'object' || value === null) return [fault(field, 'wrong_type', 'must be an object')];
  if (type === undefined) return [missing(`${field}.type`)];
  if (typeof type !== 'string') return [fault(`${field}.type`, 'wrong_type', 'must be text')];
  const rule = Object.hasOwn(kinds, type.toLowerCase()) ? kinds[type.toLowerCase()] : undefined;
  return rule ? rule(value, field) : json(value, field);
};
