import { partOf } from '../messages/rules';
import { plainRuns, runsOf, type TextRun, type TextSpan } from './markup';
import type { TemplateValues } from './send-components';
import {
  type ButtonView,
  type ComponentView,
  formatOf,
  isOfType,
  type TemplateView,
  viewOf,
  writtenAt,
} from './template-view';
import { type TemplateVariable, variablesOf } from './template-variables';
import { spansOf, usesIn } from './variables';

/** What a person sees of a message that is made of a template. */
export interface TemplatePreview {
  readonly header: PreviewHeader | null;
  readonly offer: PreviewOffer | null;
  readonly body: readonly TextRun[];
  readonly footer: string | null;
  readonly buttons: readonly PreviewButton[];
  readonly cards: readonly PreviewCard[];
}

export type PreviewHeader =
  | { readonly kind: 'text'; readonly text: readonly TextRun[] }
  /** `value` is what the variable of the header is filled with; null when nothing is given. */
  | {
      readonly kind: 'image' | 'video' | 'document' | 'gif' | 'location' | 'product';
      readonly value: unknown;
    };

export interface PreviewOffer {
  readonly text: string;
  /** In milliseconds since 1970; null when the offer does not end, or the end is not given. */
  readonly endsAt: number | null;
}

export interface PreviewButton {
  /** As Meta names it, in large letters: `URL`. */
  readonly kind: string;
  /** null where the phone writes one of its own. */
  readonly label: string | null;
  /** The address, the phone number or the code behind it; null for the others. */
  readonly target: string | null;
}

export interface PreviewCard {
  readonly header: PreviewHeader | null;
  readonly body: readonly TextRun[];
  readonly buttons: readonly PreviewButton[];
}

const MEDIA = ['image', 'video', 'document', 'gif', 'location', 'product'] as const;
const SAMPLE_CODE = '123456';

type ValueOf = (path: string, label: string | null) => { readonly key: string; readonly value: unknown };

/**
 * A variable without a value shows its sample, and without one itself: `{{1}}`. The words of an authentication template
 * are Meta's, and in English here; on a phone they are in the template's language. Never throws on any JSON.
 */
export function previewOf(draft: unknown, values: TemplateValues = {}): TemplatePreview {
  const template = viewOf(draft);
  const filled = fillerOf(variablesOf(draft), values);
  const footer = template.components.find(isOfType('FOOTER'));
  return {
    ...partsOf(template, template.components, filled),
    offer: offerOf(template, filled),
    footer: footer === undefined ? null : footerOf(footer),
    cards: template.cards.map(({ components }) => partsOf(template, components, filled)),
  };
}

function partsOf(template: TemplateView, components: readonly ComponentView[], filled: ValueOf): PreviewCard {
  const header = components.find(isOfType('HEADER'));
  const body = components.find(isOfType('BODY'));
  const list = components.find(isOfType('BUTTONS'));
  const buttons = template.buttonLists.find(
    ({ path }) => path.join() === [...(list?.path ?? []), 'buttons'].join(),
  );
  return {
    header: header === undefined ? null : headerOf(header, filled),
    body: body === undefined ? [] : bodyOf(template, body, filled),
    buttons: (buttons?.buttons ?? []).map((button) => buttonOf(button, filled)),
  };
}

/** Looks a variable up by where it is in the draft and by its label. */
function fillerOf(variables: readonly TemplateVariable[], values: TemplateValues): ValueOf {
  const byPlace = new Map(variables.map((one) => [`${one.path.join()} ${one.label ?? ''}`, one]));
  return (path, label) => {
    const variable = byPlace.get(`${path} ${label ?? ''}`);
    if (variable === undefined) return { key: '', value: null };
    const given = Object.hasOwn(values, variable.key) ? values[variable.key] : undefined;
    return { key: variable.key, value: given ?? variable.sample };
  };
}

function headerOf(header: ComponentView, filled: ValueOf): PreviewHeader | null {
  const format = formatOf(header).toLowerCase();
  const kind = MEDIA.find((one) => one === format);
  if (kind !== undefined) return { kind, value: filled(header.path.join(), null).value };
  const text = writtenAt(header.value, 'text');
  return text === undefined
    ? null
    : { kind: 'text', text: plainRuns(spansFor(text, [...header.path, 'text'].join(), filled)) };
}

function bodyOf(template: TemplateView, body: ComponentView, filled: ValueOf): readonly TextRun[] {
  if (template.category === 'AUTHENTICATION') return oneTimePasswordText(body, filled);
  const text = writtenAt(body.value, 'text');
  return text === undefined ? [] : runsOf(spansFor(text, [...body.path, 'text'].join(), filled));
}

function oneTimePasswordText(body: ComponentView, filled: ValueOf): readonly TextRun[] {
  const { value } = filled(body.path.join(), null);
  const advice = partOf(body.value, 'add_security_recommendation') === true;
  return runsOf([
    { text: '*', variable: null },
    { text: typeof value === 'string' ? value : SAMPLE_CODE, variable: 'code' },
    { text: '* is your verification code.', variable: null },
    { text: advice ? ' For your security, do not share this code.' : '', variable: null },
  ]);
}

function spansFor(text: string, path: string, filled: ValueOf): readonly TextSpan[] {
  return spansOf(text).map((span) => {
    if (typeof span === 'string') return { text: span, variable: null };
    const { key, value } = filled(path, span.label);
    return { text: typeof value === 'string' ? value : span.written, variable: key === '' ? null : key };
  });
}

function footerOf({ value }: ComponentView): string | null {
  const minutes = partOf(value, 'code_expiration_minutes');
  if (typeof minutes === 'number') return `This code expires in ${minutes} minutes.`;
  return writtenAt(value, 'text') ?? null;
}

function offerOf({ components }: TemplateView, filled: ValueOf): PreviewOffer | null {
  const offer = components.find(isOfType('LIMITED_TIME_OFFER'));
  if (offer === undefined) return null;
  const text = partOf(partOf(offer.value, 'limited_time_offer'), 'text');
  const { value } = filled(offer.path.join(), null);
  return { text: typeof text === 'string' ? text : '', endsAt: typeof value === 'number' ? value : null };
}

function buttonOf(button: ButtonView, filled: ValueOf): PreviewButton {
  return {
    kind: button.kind,
    label: writtenAt(button.value, 'text') ?? null,
    target: targetOf(button, filled),
  };
}

function targetOf({ kind, value, path }: ButtonView, filled: ValueOf): string | null {
  const filledIn = (label: string | null): string | null => {
    const found = filled(path.join(), label).value;
    return typeof found === 'string' ? found : null;
  };
  switch (kind) {
    case 'URL': {
      const url = writtenAt(value, 'url');
      if (url === undefined) return null;
      const first = usesIn(url)[0];
      const ending = first === undefined ? null : filledIn(first.label);
      return first === undefined || ending === null
        ? url
        : url.slice(0, first.start) + ending + url.slice(first.end);
    }
    case 'PHONE_NUMBER':
      return writtenAt(value, 'phone_number') ?? null;
    case 'COPY_CODE':
      return filledIn(null);
    default:
      return null;
  }
}
