import { invalidParameter, type GraphFailure } from '../../graph/graph-failure';
import {
  checkFields,
  field,
  list,
  number,
  object,
  optional,
  text,
  textOrNull,
  type Fields,
  type Rule,
} from '../../sends/parameter';
import { TEMPLATE_CATEGORIES, type Template, type TemplateCategory } from '../template';
import { isLanguage } from './languages';

/** One component as the business wrote it, with Meta's words in capitals. */
export type Part = Readonly<Record<string, unknown>> & { type: string };

/** A template that somebody wants. */
export interface Draft {
  name: string;
  language: string;
  category: TemplateCategory;
  parameter_format: Template['parameter_format'];
  message_send_ttl_seconds?: number;
  components: readonly Part[];
}

const MAX_COMPONENTS = 10;
const MAX_TTL_SECONDS = 2_592_000;

const inAnyCase = (...names: string[]): Rule =>
  text(40, { like: new RegExp(`^(${names.join('|')})$`, 'i'), expected: `one of {${names.join(', ')}}` });
const TTL = number(-1, MAX_TTL_SECONDS);
const COMPONENTS = list(object({ type: text(40) }), MAX_COMPONENTS);

const FIELDS: Fields = {
  name: text(512, { like: /^[a-z0-9_]+$/, expected: 'a name of lower-case letters, digits and underscores' }),
  language: text(16),
  category: inAnyCase(...TEMPLATE_CATEGORIES),
  parameter_format: optional(inAnyCase('POSITIONAL', 'NAMED')),
  message_send_ttl_seconds: optional(TTL),
  components: COMPONENTS,
};

const EDITED: Fields = {
  category: optional(inAnyCase(...TEMPLATE_CATEGORIES)),
  message_send_ttl_seconds: optional(TTL),
  components: optional(COMPONENTS),
};

/** The request's body as a draft; what is wrong with its shape is Graph's to say (code 100). */
export function readDraft(body: unknown): Draft | GraphFailure {
  const failure = checkFields(FIELDS, body) ?? checkWhole(body);
  if (failure) return failure;
  const wanted = body as Omit<Draft, 'components'> & { components: readonly unknown[] };
  if (!isLanguage(wanted.language))
    return invalidParameter(
      `Param language must be one of the languages that are supported - got ${wanted.language}.`,
    );
  return {
    name: wanted.name,
    language: wanted.language,
    category: wanted.category.toUpperCase() as TemplateCategory,
    parameter_format: (wanted.parameter_format ?? 'POSITIONAL').toUpperCase() as Template['parameter_format'],
    ...ttlOf(body),
    components: partsOf(wanted.components),
  };
}

/** What an edit replaces; null where it says nothing. */
export function readEdit(body: unknown): Partial<Draft> | GraphFailure | null {
  if (Object.keys(EDITED).every((name) => field(body, name) === undefined)) return null;
  const failure = checkFields(EDITED, body) ?? checkWhole(body);
  if (failure) return failure;
  const components = field(body, 'components');
  const category = field(body, 'category');
  return {
    ...(components !== undefined && { components: partsOf(components as readonly unknown[]) }),
    ...(category !== undefined && { category: String(category).toUpperCase() as TemplateCategory }),
    ...ttlOf(body),
  };
}

/** Seconds are whole, and a number where all is JSON. */
function checkWhole(body: unknown): GraphFailure | null {
  const ttl = field(body, 'message_send_ttl_seconds');
  return ttl === undefined || Number.isInteger(ttl)
    ? null
    : invalidParameter('Param message_send_ttl_seconds must be an integer.');
}

function ttlOf(body: unknown): { message_send_ttl_seconds?: number } {
  const ttl = field(body, 'message_send_ttl_seconds');
  return ttl === undefined ? {} : { message_send_ttl_seconds: Number(ttl) };
}

/** Meta takes its own words in both cases and gives them back in capitals. */
function partsOf(components: readonly unknown[]): Part[] {
  return components.map((one) => {
    const part = capitals(one, 'type', 'format');
    const buttons = part['buttons'];
    const cards = part['cards'];
    return {
      ...part,
      type: textOrNull(part['type']) ?? '',
      ...(Array.isArray(buttons) && {
        buttons: buttons.map((button: unknown) => capitals(button, 'type', 'otp_type')),
      }),
      ...(Array.isArray(cards) && {
        cards: cards.map((card: unknown) => {
          const inner = field(card, 'components');
          return { components: Array.isArray(inner) ? partsOf(inner) : [] };
        }),
      }),
    };
  });
}

function capitals(value: unknown, ...names: string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const written = value as Record<string, unknown>;
  const changed = names.flatMap((name) => {
    const word = written[name];
    return typeof word === 'string' ? [[name, word.toUpperCase()]] : [];
  });
  return { ...written, ...(Object.fromEntries(changed) as object) };
}
