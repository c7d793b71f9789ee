import {
  draftOf,
  GraphTemplate,
  PreviewHeader,
  previewOf,
  sendComponentsOf,
  TemplateDraft,
  templateWordsOf,
  valuesIn,
} from '@parley/whatsapp-cloud';
import {
  ProvidedTemplate,
  ShownHeader,
  ShownTemplate,
  TemplateFilling,
  TemplateForm,
  TemplateMessage,
} from '../../../channels';
import { asRecord } from '../normalise/reading';
import { languageIn, purposeIn, statusIn, wordIn } from './template-words';

/** Meta's draft of one of our forms, which may be anything. */
export function toDraft(form: unknown): unknown {
  const { ttlSeconds, category, parameterFormat, ...rest } = asRecord(form) ?? {};
  return {
    ...rest,
    category: upper(category),
    parameterFormat: upper(parameterFormat),
    ...(typeof ttlSeconds === 'number' && { messageSendTtlSeconds: ttlSeconds }),
  };
}

/** As Meta is given it: of a form that has no fault. */
export const asDraft = (form: TemplateForm): TemplateDraft => toDraft(form) as TemplateDraft;

/** One of our forms of a draft that the rules have mended. */
export function toForm(draft: unknown): TemplateForm {
  const { name, language, category, parameterFormat, messageSendTtlSeconds, components } =
    asRecord(draft) ?? {};
  const read = draftOf({ name, language, components });
  return {
    name: read.name,
    language: read.language,
    category: purposeIn(category) ?? 'marketing',
    parameterFormat: wordIn(parameterFormat) === 'named' ? 'named' : 'positional',
    ttlSeconds: typeof messageSendTtlSeconds === 'number' ? messageSendTtlSeconds : null,
    components: read.components,
  };
}

/** Null for one that does not say what it is called, or is of a category that is new to us. */
export function providedOf(template: GraphTemplate): ProvidedTemplate | null {
  const category = purposeIn(template.category);
  const status = statusIn(template.status);
  if (template.name === null || template.language === null || category === null || status === null)
    return null;
  return {
    externalId: template.id,
    name: template.name,
    language: languageIn(template.language),
    category,
    parameterFormat: wordIn(template.parameterFormat) === 'named' ? 'named' : 'positional',
    ttlSeconds: template.timeToLiveSeconds,
    components: template.components,
    status,
    previousCategory: wordIn(template.previousCategory),
    correctCategory: wordIn(template.correctCategory),
    quality: wordIn(template.quality),
    rejectionReason: status === 'rejected' ? wordIn(template.rejectedReason) : null,
  };
}

export function shownOf(form: TemplateForm, values: TemplateFilling): ShownTemplate {
  const { header, cards, ...shown } = previewOf(toDraft(form), values);
  return {
    ...shown,
    header: headerOf(header),
    cards: cards.map((card) => ({ ...card, header: headerOf(card.header) })),
  };
}

export function messageOf(form: TemplateForm, values: TemplateFilling): TemplateMessage {
  const draft = toDraft(form);
  const made = sendComponentsOf(draft, values);
  const words = templateWordsOf(draft, values);
  if (!made.ok) {
    return {
      body: null,
      faults: made.faults.map(({ field: key, code, message }) => ({ key, code, message })),
      words,
    };
  }
  const { name, language } = form;
  const { components } = made;
  const body = { name, language: { code: language }, ...(components.length > 0 && { components }) };
  return { body, faults: [], words };
}

/** What a person reads of a message that somebody has made of it, whatever the message is. */
export const wordsIn = (form: TemplateForm, body: unknown): string | null => {
  const draft = toDraft(form);
  return templateWordsOf(draft, valuesIn(draft, asRecord(body)?.components));
};

function headerOf(header: PreviewHeader | null): ShownHeader | null {
  if (header === null) return null;
  return header.kind === 'text'
    ? { kind: 'text', text: header.text, value: null }
    : { kind: header.kind, text: null, value: header.value ?? null };
}

const upper = (value: unknown): unknown => (typeof value === 'string' ? value.toUpperCase() : value);
