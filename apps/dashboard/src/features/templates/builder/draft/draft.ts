import type { TemplateCategory, TemplateParameterFormat } from '@parley/api-client';
import { moved } from './button-kinds';
import { type ButtonAction, withButtonStep } from '../panels/button-steps';
import { type Card, cardsOf, componentsAt, eachCard, withCards, withComponentsAt, withHandle } from './cards';
import { beginning, bodyFor, cardLike, type MessageKind, messageKindOf } from './kinds';
import { LIMITS } from './limits';
import { nameOf } from './name';
import { componentOf, type Form, isParts, type Parts, withComponent, withValue, wordOf } from './parts';
import { inFormat, samplesOf, withSamples, withText } from './samples';

/** What somebody writes, and what they have set aside: it comes back with the kind of message that it fits. */
export type Draft = {
  readonly form: Form;
  readonly aside: Readonly<Partial<Record<MessageKind, readonly Parts[]>>>;
  /** The kind that was chosen last among those whose words are ours: what authentication leads back to. */
  readonly written: WrittenKind;
};

type WrittenKind = Exclude<MessageKind, 'authentication'>;

export type HeaderFormat = 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'GIF' | 'LOCATION' | 'PRODUCT';

export type DraftAction =
  | { do: 'replace'; form: Form }
  /** What was sent is saved; where somebody has gone on writing since, that stays. */
  | { do: 'saved'; sent: Form; saved: Form }
  | { do: 'name'; typed: string }
  | { do: 'language'; language: string }
  | { do: 'category'; category: TemplateCategory }
  | { do: 'kind'; kind: WrittenKind }
  | { do: 'format'; format: TemplateParameterFormat }
  | { do: 'ttl'; seconds: number | null }
  | { do: 'header'; format: HeaderFormat | null }
  | { do: 'text'; type: 'HEADER' | 'BODY' | 'FOOTER'; card: Card; text: string }
  | { do: 'sample'; type: 'HEADER' | 'BODY'; card: Card; label: string; sample: string }
  | { do: 'handle'; card: Card; handle: string | null }
  | ButtonAction
  | { do: 'offer'; text?: string; hasEnd?: boolean }
  | { do: 'addCard' }
  | { do: 'removeCard'; index: number }
  | { do: 'moveCard'; from: number; to: number }
  | { do: 'cardHeader'; format: HeaderFormat }
  | { do: 'cardText'; isWanted: boolean }
  | { do: 'recommendation'; isShown: boolean }
  | { do: 'minutes'; minutes: number | null };

export const emptyForm = (language: string): Form => ({
  name: '',
  language,
  category: 'utility',
  parameterFormat: 'positional',
  ttlSeconds: null,
  components: [{ type: 'BODY', text: '' }],
});

export function draftOf(form: Form): Draft {
  const kind = messageKindOf(form);
  return { form, aside: {}, written: kind === 'authentication' ? 'plain' : kind };
}

/** One step of the builder. Whatever the steps, the form stays one that the API can read. */
export function draftAfter(draft: Draft, action: DraftAction): Draft {
  const { form } = draft;
  switch (action.do) {
    case 'replace':
      return { ...draftOf(action.form), aside: draft.aside };
    case 'saved':
      return form === action.sent ? draftAfter(draft, { do: 'replace', form: action.saved }) : draft;
    case 'category':
      return inCategory(draft, action.category);
    case 'kind':
      return ofKind(draft, action.kind);
    default:
      return { ...draft, form: formAfter(form, action) };
  }
}

type FormAction = Exclude<DraftAction, { do: 'replace' | 'saved' | 'category' | 'kind' }>;

function formAfter(form: Form, action: FormAction): Form {
  switch (action.do) {
    case 'name':
      return { ...form, name: nameOf(action.typed) };
    case 'language':
      return { ...form, language: action.language };
    case 'ttl':
      return { ...form, ttlSeconds: action.seconds };
    case 'format':
      return withFormat(form, action.format);
    case 'header':
      return withHeader(form, null, action.format);
    case 'text':
      return changed(form, action.card, action.type, (component) =>
        textAfter(form, component ?? { type: action.type }, action.type, action.text),
      );
    case 'sample':
      return changed(form, action.card, action.type, (component) => {
        if (component === null) return null;
        const samples = new Map(samplesOf(component, form.parameterFormat));
        return withSamples(component, form.parameterFormat, samples.set(action.label, action.sample));
      });
    case 'handle':
      return changed(form, action.card, 'HEADER', (header) => header && withHandle(header, action.handle));
    case 'offer':
      return withOffer(form, action);
    case 'recommendation':
      return changed(form, null, 'BODY', (body) => ({
        ...(body ?? { type: 'BODY' }),
        add_security_recommendation: action.isShown,
      }));
    case 'minutes':
      return changed(form, null, 'FOOTER', (footer) =>
        action.minutes === null
          ? null
          : { ...(footer ?? { type: 'FOOTER' }), code_expiration_minutes: action.minutes },
      );
    case 'cardHeader':
      return cardsOf(form).reduce<Form>((next, _, card) => withHeader(next, card, action.format), form);
    case 'cardText':
      return eachCard(form, (components) => {
        const body = action.isWanted ? (componentOf(components, 'BODY') ?? { type: 'BODY', text: '' }) : null;
        return withComponent(components, 'BODY', body);
      });
    case 'addCard': {
      const cards = cardsOf(form);
      return cards.length >= LIMITS.cards ? form : withCards(form, [...cards, cardLike(cards.at(-1))]);
    }
    case 'removeCard':
      return withCards(
        form,
        cardsOf(form).filter((_, index) => index !== action.index),
      );
    case 'moveCard':
      return withCards(form, moved(cardsOf(form), action.from, action.to));
    default:
      return withButtonStep(form, action);
  }
}

function inCategory(draft: Draft, category: TemplateCategory): Draft {
  const before = messageKindOf(draft.form);
  const next = { ...draft, form: { ...draft.form, category } };
  if (before === 'authentication' && category !== 'authentication') {
    return swapped(next, before, draft.written);
  }
  return category === 'authentication' && before !== 'authentication'
    ? swapped(next, before, 'authentication')
    : next;
}

function ofKind(draft: Draft, kind: WrittenKind): Draft {
  const before = messageKindOf(draft.form);
  if (before === kind || before === 'authentication') return draft;
  return { ...swapped(draft, before, kind), written: kind };
}

function swapped(draft: Draft, before: MessageKind, kind: MessageKind): Draft {
  const { components } = draft.form;
  const kept = draft.aside[kind];
  const sharesWords = before !== 'authentication' && kind !== 'authentication';
  const own = kept ?? beginning(kind, before === 'authentication' ? [] : components);
  const next = kept && sharesWords ? withComponent(own, 'BODY', bodyFor(kind, components)) : own;
  return {
    ...draft,
    form: { ...draft.form, components: next },
    aside: { ...draft.aside, [before]: components },
  };
}

function withFormat(form: Form, format: TemplateParameterFormat): Form {
  const from = form.parameterFormat;
  const converted = (components: readonly Parts[]) =>
    components.map((component) =>
      ['HEADER', 'BODY'].includes(wordOf(component, 'type')) && typeof component.text === 'string'
        ? inFormat(component, from, format)
        : component,
    );
  if (from === format) return form;
  const next = { ...form, parameterFormat: format, components: converted(form.components) };
  return eachCard(next, converted);
}

function withHeader(form: Form, card: Card, format: HeaderFormat | null): Form {
  return changed(form, card, 'HEADER', (header) => {
    if (format === null) return null;
    if (header !== null && wordOf(header, 'format') === format) return header;
    return { type: 'HEADER', format, ...(format === 'TEXT' && { text: '' }) };
  });
}

/** An empty footer is none; what an authentication template says in it is not written by anybody. */
function textAfter(
  form: Form,
  component: Parts,
  type: 'HEADER' | 'BODY' | 'FOOTER',
  text: string,
): Parts | null {
  if (type === 'FOOTER') return text === '' ? null : { ...component, text };
  return withText(component, text, form.parameterFormat);
}

function withOffer(form: Form, { text, hasEnd }: Extract<DraftAction, { do: 'offer' }>): Form {
  return changed(form, null, 'LIMITED_TIME_OFFER', (component) => {
    if (component === null) return null;
    const offer = isParts(component.limited_time_offer) ? component.limited_time_offer : {};
    const next = text === undefined ? offer : { ...offer, text };
    return withValue(
      component,
      'limited_time_offer',
      hasEnd === undefined ? next : { ...next, has_expiration: hasEnd },
    );
  });
}

function changed(
  form: Form,
  card: Card,
  type: Parameters<typeof componentOf>[1],
  change: (component: Parts | null) => Parts | null,
): Form {
  if (card !== null && cardsOf(form)[card] === undefined) return form;
  const components = componentsAt(form, card);
  const before = componentOf(components, type);
  const after = change(before);
  if (after === before) return form;
  return withComponentsAt(form, card, withComponent(components, type, after));
}
