import { entriesOf, partOf } from '../messages/rules';
import type { TemplateValues } from './send-components';
import { isOfType, type TemplateView, viewOf, writtenAt } from './template-view';
import { type TemplateVariable, type VariableTarget, variablesOf } from './template-variables';
import { rewritten } from './variables';

const HIDDEN_CODE = '••••••';

/**
 * The values of a template's variables, by their keys, in the `components` of a message that is made of it: what
 * `sendComponentsOf` does, the other way round. What is not there is left out. Never throws on any JSON.
 */
export function valuesIn(draft: unknown, components: unknown): TemplateValues {
  const placed = variablesOf(draft).flatMap((variable) => {
    const [target] = variable.targets;
    return target === undefined ? [] : [{ variable, target }];
  });
  const byPlace = Map.groupBy(placed, ({ target: { card, component, button } }) =>
    [card, component, button?.index].join(),
  );
  const values = [...byPlace.values()].flatMap((ofPlace) => {
    const parameters = ofPlace[0] === undefined ? [] : parametersAt(components, ofPlace[0].target);
    return ofPlace.flatMap(({ variable }, index) => {
      const value = valueOf(parameters.find((one) => isNamed(one, variable)) ?? parameters[index], variable);
      return value === undefined ? [] : [[variable.key, value] as const];
    });
  });
  return Object.fromEntries(values);
}

/**
 * What a person reads of a message that is made of a template: its header, body and footer in WhatsApp's own formatting;
 * null where it has no words. A one-time code is not in it: it is nobody's but its receiver's. Never throws on any JSON.
 */
export function templateWordsOf(draft: unknown, values: TemplateValues): string | null {
  const template = viewOf(draft);
  if (template.category === 'AUTHENTICATION') return `${HIDDEN_CODE} is your verification code.`;
  const footer = template.components.find(isOfType('FOOTER'));
  const words = [
    textAt(template, 'HEADER', values),
    textAt(template, 'BODY', values),
    footer === undefined ? undefined : writtenAt(footer.value, 'text'),
  ];
  return words.filter((one) => one !== undefined).join('\n\n') || null;
}

function textAt(
  { texts }: TemplateView,
  place: 'HEADER' | 'BODY',
  values: TemplateValues,
): string | undefined {
  const found = texts.find((one) => one.place === place && !one.component.isInCard);
  if (found === undefined) return undefined;
  const words = rewritten(found.text, ({ label, written }) => {
    const key = `${place.toLowerCase()}.${label}`;
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    return typeof value === 'string' ? value : written;
  });
  return place === 'HEADER' && !/[*\n]/.test(words) ? `*${words.trim()}*` : words;
}

function parametersAt(components: unknown, { card, component, button }: VariableTarget): readonly unknown[] {
  const own = card === null ? components : componentsOfCard(components, card);
  const found = entriesOf(own).find(
    (one) =>
      wordAt(one, 'type') === component &&
      (button === null ||
        (wordAt(one, 'sub_type') === button.subType.toLowerCase() &&
          String(partOf(one, 'index')) === String(button.index))),
  );
  return entriesOf(partOf(found, 'parameters'));
}

function componentsOfCard(components: unknown, card: number): unknown {
  const carousel = entriesOf(components).find((one) => wordAt(one, 'type') === 'carousel');
  const found = entriesOf(partOf(carousel, 'cards')).find((one) => partOf(one, 'card_index') === card);
  return partOf(found, 'components');
}

const isNamed = (parameter: unknown, { kind, label }: TemplateVariable): boolean =>
  kind === 'text' && label !== null && partOf(parameter, 'parameter_name') === label;

function valueOf(parameter: unknown, { kind }: TemplateVariable): unknown {
  switch (kind) {
    case 'text':
    case 'url':
      return partOf(parameter, 'text');
    case 'code':
      return partOf(parameter, 'coupon_code') ?? partOf(parameter, 'text');
    case 'payload':
      return partOf(parameter, 'payload');
    case 'flow':
    case 'products':
      return partOf(parameter, 'action');
    case 'thumbnail':
      return partOf(partOf(parameter, 'action'), 'thumbnail_product_retailer_id');
    case 'offer_end':
      return partOf(partOf(parameter, 'limited_time_offer'), 'expiration_time_ms');
    default:
      return partOf(parameter, kind);
  }
}

function wordAt(value: unknown, name: string): string {
  const word = partOf(value, name);
  return typeof word === 'string' ? word.toLowerCase() : '';
}
