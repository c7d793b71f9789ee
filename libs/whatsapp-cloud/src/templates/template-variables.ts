import { partOf } from '../messages/rules';
import type { Path } from './places';
import { sampleOf } from './samples';
import {
  type ButtonView,
  type ComponentView,
  formatOf,
  isOfType,
  type TemplateView,
  viewOf,
  writtenAt,
} from './template-view';
import { inFillingOrder, usesIn } from './variables';

/**
 * What a variable is filled with:
 * - `text`, `url` (what the address ends with), `code`, `payload`, `thumbnail` (a product): text
 * - `image`, `video`, `document`, `gif`: `{ id }` or `{ link }`, for a document also `filename`
 * - `location`: `{ latitude, longitude, name, address }`
 * - `product`: `{ product_retailer_id, catalog_id }`
 * - `offer_end`: milliseconds since 1970
 * - `flow`: `{ flow_token, flow_action_data }`; `products`: the action of a message of several products
 */
export type VariableKind =
  | 'text'
  | 'image'
  | 'video'
  | 'document'
  | 'gif'
  | 'location'
  | 'product'
  | 'offer_end'
  | 'url'
  | 'code'
  | 'payload'
  | 'flow'
  | 'thumbnail'
  | 'products';

/** Something of a template that differs from message to message. */
export interface TemplateVariable {
  /** Unique in the template: `header.1`, `body.first_name`, `buttons.0.url`, `cards.2.header.image`, `code`. */
  readonly key: string;
  readonly kind: VariableKind;
  /** What stands between its braces; null for what has none. */
  readonly label: string | null;
  /** Of the text, component or button that it is in. */
  readonly path: Path;
  readonly sample: string | null;
  /** A message without it cannot be sent. */
  readonly isRequired: boolean;
  readonly targets: readonly VariableTarget[];
}

/** Where Meta wants the value when a message is sent. */
export interface VariableTarget {
  /** From 0; null in the template itself. */
  readonly card: number | null;
  readonly component: 'header' | 'body' | 'limited_time_offer' | 'button';
  /** Of a button: what Meta calls it when sending, and its place from 0. */
  readonly button: { readonly subType: string; readonly index: number } | null;
}

const HEADER_KINDS: Readonly<Record<string, VariableKind>> = {
  IMAGE: 'image',
  VIDEO: 'video',
  DOCUMENT: 'document',
  GIF: 'gif',
  LOCATION: 'location',
  PRODUCT: 'product',
};

interface ButtonSlot {
  readonly name: string;
  readonly kind: VariableKind;
  readonly subType: string;
  readonly isRequired: boolean;
}

const BUTTON_SLOTS: Readonly<Record<string, ButtonSlot>> = {
  URL: { name: 'url', kind: 'url', subType: 'url', isRequired: true },
  COPY_CODE: { name: 'code', kind: 'code', subType: 'copy_code', isRequired: true },
  QUICK_REPLY: { name: 'payload', kind: 'payload', subType: 'quick_reply', isRequired: false },
  FLOW: { name: 'flow', kind: 'flow', subType: 'flow', isRequired: false },
  CATALOG: { name: 'thumbnail', kind: 'thumbnail', subType: 'CATALOG', isRequired: false },
  MPM: { name: 'products', kind: 'products', subType: 'mpm', isRequired: true },
};

/** Everything of a draft that a message fills in, in the order in which it is read. Never throws on any JSON. */
export function variablesOf(draft: unknown): readonly TemplateVariable[] {
  const template = viewOf(draft);
  if (template.category === 'AUTHENTICATION') return oneTimePassword(template);
  return [
    ...variablesIn(template, template.components, null),
    ...template.cards.flatMap(({ path, components }) => variablesIn(template, components, lastOf(path))),
  ];
}

/** The code is both in Meta's words and in the button, which Meta stores as one with an address. */
function oneTimePassword({ components, buttons }: TemplateView): readonly TemplateVariable[] {
  const button = buttons.find(({ kind }) => kind === 'OTP' || kind === 'URL');
  const body = components.find(isOfType('BODY'));
  if (body === undefined) return [];
  const inButton =
    button === undefined
      ? []
      : [
          {
            card: null,
            component: 'button' as const,
            button: { subType: 'url', index: lastOf(button.path) },
          },
        ];
  return [
    {
      key: 'code',
      kind: 'code',
      label: null,
      path: body.path,
      sample: null,
      isRequired: true,
      targets: [{ card: null, component: 'body', button: null }, ...inButton],
    },
  ];
}

function variablesIn(
  template: TemplateView,
  components: readonly ComponentView[],
  card: number | null,
): readonly TemplateVariable[] {
  const before = card === null ? '' : `cards.${card}.`;
  return components.flatMap((component): readonly TemplateVariable[] => {
    switch (component.type) {
      case 'HEADER':
        return headerVariables(template, component, before, card);
      case 'BODY':
        return textVariables(template, component, `${before}body`, card);
      case 'LIMITED_TIME_OFFER':
        return offerVariables(component, card);
      case 'BUTTONS':
        return template.buttonLists
          .filter(({ path }) => path.join() === [...component.path, 'buttons'].join())
          .flatMap(({ buttons }) => buttons)
          .flatMap((button) => buttonVariables(button, before, card));
      default:
        return [];
    }
  });
}

function headerVariables(
  template: TemplateView,
  header: ComponentView,
  before: string,
  card: number | null,
): readonly TemplateVariable[] {
  const kind = HEADER_KINDS[formatOf(header)];
  if (kind === undefined) return textVariables(template, header, `${before}header`, card);
  const targets = [{ card, component: 'header' as const, button: null }];
  const { path } = header;
  return [
    { key: `${before}header.${kind}`, kind, label: null, path, sample: null, isRequired: true, targets },
  ];
}

function textVariables(
  template: TemplateView,
  component: ComponentView,
  before: string,
  card: number | null,
): readonly TemplateVariable[] {
  const text = template.texts.find((one) => one.component === component);
  if (text === undefined) return [];
  const part = text.place === 'HEADER' ? 'header' : 'body';
  return inFillingOrder(text.labels).map((label) => ({
    key: `${before}.${label}`,
    kind: 'text',
    label,
    path: text.path,
    sample: sampleOf(text, label),
    isRequired: true,
    targets: [{ card, component: part, button: null }],
  }));
}

function offerVariables({ value, path }: ComponentView, card: number | null): readonly TemplateVariable[] {
  if (partOf(partOf(value, 'limited_time_offer'), 'has_expiration') !== true) return [];
  const targets = [{ card, component: 'limited_time_offer' as const, button: null }];
  return [
    { key: 'offer.end', kind: 'offer_end', label: null, path, sample: null, isRequired: true, targets },
  ];
}

function buttonVariables(
  button: ButtonView,
  before: string,
  card: number | null,
): readonly TemplateVariable[] {
  const slot = BUTTON_SLOTS[button.kind];
  if (slot === undefined) return [];
  const url = slot.kind === 'url' ? (writtenAt(button.value, 'url') ?? '') : '';
  const label = usesIn(url)[0]?.label ?? null;
  if (slot.kind === 'url' && label === null) return [];
  const index = lastOf(button.path);
  const { name, kind, subType, isRequired } = slot;
  return [
    {
      key: `${before}buttons.${index}.${name}`,
      kind,
      label,
      path: button.path,
      sample: buttonSample(button, url),
      isRequired,
      targets: [{ card, component: 'button', button: { subType, index } }],
    },
  ];
}

/** The sample of an address may be the whole address; what is filled in is its end. */
function buttonSample({ value }: ButtonView, url: string): string | null {
  const example = partOf(value, 'example');
  const sample: unknown = Array.isArray(example) ? example[0] : example;
  if (typeof sample !== 'string' || sample === '') return null;
  const stem = url.slice(0, usesIn(url)[0]?.start ?? 0);
  return stem !== '' && sample.startsWith(stem) ? sample.slice(stem.length) : sample;
}

const lastOf = (path: Path): number => Number(path.at(-1));
