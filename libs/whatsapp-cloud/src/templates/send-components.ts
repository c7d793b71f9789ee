import { fault, missing, type MessageFault } from '../messages/fault';
import { isPlainObject, partOf } from '../messages/rules';
import { parameterRule } from '../messages/template-parameters';
import { wordOf } from './template-draft';
import {
  type TemplateVariable,
  type VariableKind,
  type VariableTarget,
  variablesOf,
} from './template-variables';

/** What the variables of a template become, by their keys; `VariableKind` says what each takes. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/** Meta's send reference: the code of an authentication message (facts: cloud-api.md B4). */
const ONE_TIME_PASSWORD_CHARACTERS = 15;

export type SendComponents =
  | { readonly ok: true; readonly components: readonly Record<string, unknown>[] }
  /** Each fault has the variable's key as its field, or what follows from there: `header.image.image.link`. */
  | { readonly ok: false; readonly faults: readonly MessageFault[] };

interface Filled {
  readonly variable: TemplateVariable;
  readonly value: unknown;
}

/** The `components` of a template message, for `POST /{phone-number-id}/messages`, from values for its variables. */
export function sendComponentsOf(draft: unknown, values: TemplateValues): SendComponents {
  const variables = variablesOf(draft);
  const isNamed = wordOf(partOf(draft, 'parameterFormat')) === 'NAMED';
  const filled = variables
    .map((variable) => ({ variable, value: valueOf(values, variable.key) }))
    .filter(({ value }) => value !== undefined);
  const faults = [
    ...variables
      .filter(({ key, isRequired }) => isRequired && valueOf(values, key) === undefined)
      .map(({ key }) => missing(key)),
    ...filled.flatMap((one) => faultsOf(one, isNamed)),
    ...Object.keys(values)
      .filter((key) => values[key] !== undefined && !variables.some((variable) => variable.key === key))
      .map((key) => fault(key, 'not_allowed', 'is not a variable of this template')),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, components: componentsOf(filled, isNamed) };
}

const valueOf = (values: TemplateValues, key: string): unknown =>
  Object.hasOwn(values, key) ? (values[key] ?? undefined) : undefined;

function faultsOf({ variable, value }: Filled, isNamed: boolean): readonly MessageFault[] {
  const { key, kind, targets } = variable;
  const wrongType = typeFault(kind, value);
  if (wrongType !== null) return [fault(key, 'wrong_type', wrongType)];
  const isOneTimePassword = kind === 'code' && targets.some(({ component }) => component === 'body');
  if (isOneTimePassword && String(value).length > ONE_TIME_PASSWORD_CHARACTERS) {
    return [fault(key, 'too_long', `may have at most ${ONE_TIME_PASSWORD_CHARACTERS} characters`)];
  }
  return targets
    .slice(0, 1)
    .flatMap((target) => parameterRule(parameterOf(variable, target, value, isNamed), key));
}

function typeFault(kind: VariableKind, value: unknown): string | null {
  switch (kind) {
    case 'text':
    case 'url':
    case 'code':
    case 'payload':
    case 'thumbnail':
      return typeof value === 'string' ? null : 'must be text';
    case 'offer_end':
      return typeof value === 'number' ? null : 'must be a time in milliseconds';
    default:
      return isPlainObject(value) ? null : 'must be an object';
  }
}

function parameterOf(
  { kind, label }: TemplateVariable,
  target: VariableTarget,
  value: unknown,
  isNamed: boolean,
): Record<string, unknown> {
  switch (kind) {
    case 'text':
      return { type: 'text', ...(isNamed ? { parameter_name: label } : {}), text: value };
    case 'url':
      return { type: 'text', text: value };
    case 'code':
      return target.button?.subType === 'copy_code'
        ? { type: 'coupon_code', coupon_code: value }
        : { type: 'text', text: value };
    case 'payload':
      return { type: 'payload', payload: value };
    case 'flow':
    case 'products':
      return { type: 'action', action: value };
    case 'thumbnail':
      return { type: 'action', action: { thumbnail_product_retailer_id: value } };
    case 'offer_end':
      return { type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: value } };
    default:
      return { type: kind, [kind]: value };
  }
}

/** One component for each target, in the order of the template; those of cards inside their cards. */
function componentsOf(filled: readonly Filled[], isNamed: boolean): readonly Record<string, unknown>[] {
  const parts = filled.flatMap(({ variable, value }) =>
    variable.targets.map((target) => ({ target, parameter: parameterOf(variable, target, value, isNamed) })),
  );
  const own = parts.filter(({ target }) => target.card === null);
  const cards = Map.groupBy(
    parts.filter(({ target }) => target.card !== null),
    ({ target }) => target.card,
  );
  if (cards.size === 0) return grouped(own);
  const carousel = {
    type: 'carousel',
    cards: [...cards].map(([card_index, inCard]) => ({ card_index, components: grouped(inCard) })),
  };
  return [...grouped(own), carousel];
}

interface Part {
  readonly target: VariableTarget;
  readonly parameter: Record<string, unknown>;
}

function grouped(parts: readonly Part[]): readonly Record<string, unknown>[] {
  const byTarget = Map.groupBy(parts, ({ target: { component, button } }) =>
    [component, button?.index].join(),
  );
  return [...byTarget.values()].map((ofTarget) => {
    const target = ofTarget[0]?.target;
    const button = target?.button;
    return {
      type: target?.component,
      ...(button ? { sub_type: button.subType, index: String(button.index) } : {}),
      parameters: ofTarget.map(({ parameter }) => parameter),
    };
  });
}
