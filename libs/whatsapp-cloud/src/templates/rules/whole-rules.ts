import { entriesOf, isPlainObject, partOf } from '../../messages/rules';
import { nearestLanguage, TEMPLATE_LANGUAGES } from '../languages';
import { PARAMETER_FORMATS, TEMPLATE_CATEGORIES, wordOf } from '../template-draft';
import { TEMPLATE_DRAFT_LIMITS as LIMITS, THIRTY_DAYS_TTL, TTL_SECONDS } from '../template-limits';
import { type ComponentView, type TemplateView } from '../template-view';
import { promotionalWordIn } from '../promotional-words';
import { isGiven, put, remove, SOURCES, type Spot, type TemplateRule } from './template-rule';

const COMPONENT_TYPES = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'LIMITED_TIME_OFFER', 'CAROUSEL'];
const SAFE_NAME = 'template';

/** A place that is no text, or blank. */
const unwritten = (template: TemplateView, name: string): boolean => {
  const value = partOf(template.draft, name);
  return typeof value !== 'string' || value.trim() === '';
};

const written = (template: TemplateView, name: string): string =>
  unwritten(template, name) ? '' : String(partOf(template.draft, name));

const asName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LIMITS.nameCharacters) || SAFE_NAME;

const isName = (name: string): boolean => /^[a-z0-9_]*$/.test(name);
const hasLanguageForm = (code: string): boolean => /^[a-z]{2,3}(_[A-Z]{2})?$/.test(code);

const isRepeated = (components: readonly ComponentView[], index: number): boolean =>
  components.slice(0, index).some(({ type }) => type !== '' && type === components[index]?.type);

function languageSpot(template: TemplateView, isWrong: (code: string) => boolean): readonly Spot[] {
  const code = written(template, 'language');
  if (code === '' || !isWrong(code)) return [];
  const nearest = nearestLanguage(code);
  return [
    { path: ['language'], ...(nearest === null ? {} : { mend: put(template, ['language'], nearest) }) },
  ];
}

function ttlSpots(template: TemplateView): readonly Spot[] {
  const seconds = partOf(template.draft, 'messageSendTtlSeconds');
  const range = template.category === null ? undefined : TTL_SECONDS[template.category];
  if (!isGiven(seconds) || seconds === THIRTY_DAYS_TTL || range === undefined) return [];
  const path = ['messageSendTtlSeconds'];
  if (typeof seconds !== 'number' || !Number.isInteger(seconds)) {
    return [{ path, detail: 'It must be a whole number.', mend: remove(template, path) }];
  }
  if (range.from <= seconds && seconds <= range.to) return [];
  const nearest = Math.min(Math.max(seconds, range.from), range.to);
  const detail = `Here it may be from ${range.from} to ${range.to} seconds.`;
  return [{ path, detail, mend: put(template, path, nearest) }];
}

export const WHOLE_RULES: readonly TemplateRule[] = [
  {
    id: 'draft.form',
    severity: 'error',
    says: 'A template has a name, a language, a category and components.',
    source: SOURCES.reference,
    find: ({ draft }) => (isPlainObject(draft) ? [] : [{ path: [] }]),
  },
  {
    id: 'name.missing',
    severity: 'error',
    says: 'The template needs a name.',
    source: SOURCES.names,
    find: (template) => (unwritten(template, 'name') ? [{ path: ['name'] }] : []),
  },
  {
    id: 'name.too_long',
    severity: 'error',
    says: `The name may have at most ${LIMITS.nameCharacters} characters.`,
    source: SOURCES.names,
    fix: 'Shorten the name',
    find: (template) => {
      const name = written(template, 'name');
      if (name.length <= LIMITS.nameCharacters) return [];
      return [{ path: ['name'], mend: put(template, ['name'], name.slice(0, LIMITS.nameCharacters)) }];
    },
  },
  {
    id: 'name.form',
    severity: 'error',
    says: 'The name may have only small letters from a to z, digits and underscores.',
    source: SOURCES.names,
    fix: 'Write the name that way',
    find: (template) => {
      const name = written(template, 'name');
      return isName(name) ? [] : [{ path: ['name'], mend: put(template, ['name'], asName(name)) }];
    },
  },
  {
    id: 'language.missing',
    severity: 'error',
    says: 'The template needs a language.',
    source: SOURCES.names,
    find: (template) => (unwritten(template, 'language') ? [{ path: ['language'] }] : []),
  },
  {
    id: 'language.form',
    severity: 'error',
    says: 'A language is written like en or en_US.',
    source: SOURCES.names,
    fix: 'Write the language as Meta does',
    find: (template) => languageSpot(template, (code) => !hasLanguageForm(code)),
  },
  {
    id: 'language.unknown',
    severity: 'warning',
    says: 'This language is not on the list of languages that Meta has templates in.',
    source: `${SOURCES.names}; the list grows, so that this is a warning`,
    fix: 'Take the nearest language on the list',
    find: (template) =>
      languageSpot(template, (code) => hasLanguageForm(code) && !Object.hasOwn(TEMPLATE_LANGUAGES, code)),
  },
  {
    id: 'category.unknown',
    severity: 'error',
    says: `The category is one of ${TEMPLATE_CATEGORIES.join(', ')}.`,
    source: SOURCES.categories,
    find: (template) => (template.category === null ? [{ path: ['category'] }] : []),
  },
  {
    id: 'category.promotional',
    severity: 'warning',
    says: 'A utility template that sounds like an advertisement may become a marketing template.',
    source: `${SOURCES.categories}; the words are ours`,
    fix: 'Make it a marketing template',
    find: (template) => {
      if (template.category !== 'UTILITY') return [];
      const text = template.texts.find((one) => promotionalWordIn(one.text) !== null);
      if (text === undefined) return [];
      const detail = `“${String(promotionalWordIn(text.text))}” sounds like one.`;
      return [{ path: ['category'], detail, mend: put(template, ['category'], 'MARKETING') }];
    },
  },
  {
    id: 'parameter_format.unknown',
    severity: 'error',
    says: `Variables are either ${PARAMETER_FORMATS.join(' or ')}.`,
    source: SOURCES.variables,
    fix: 'Number the variables',
    find: (template) => {
      const format = partOf(template.draft, 'parameterFormat');
      if (!isGiven(format) || PARAMETER_FORMATS.some((known) => known === wordOf(format))) return [];
      return [{ path: ['parameterFormat'], mend: put(template, ['parameterFormat'], 'POSITIONAL') }];
    },
  },
  {
    id: 'ttl.out_of_range',
    severity: 'error',
    says: 'Meta tries to deliver for as long as the category allows: -1 for 30 days, or a number of seconds.',
    source: SOURCES.ttl,
    fix: 'Take the nearest time that is allowed',
    find: ttlSpots,
  },
  {
    id: 'ttl.marketing',
    severity: 'warning',
    says: 'How long Meta tries to deliver marketing messages can be said with its Marketing Messages API alone.',
    source: SOURCES.ttl,
    fix: 'Leave it to Meta',
    find: (template) => {
      const path = ['messageSendTtlSeconds'];
      const isSaid = typeof partOf(template.draft, 'messageSendTtlSeconds') === 'number';
      return template.category === 'MARKETING' && isSaid ? [{ path, mend: remove(template, path) }] : [];
    },
  },
  {
    id: 'components.missing',
    severity: 'error',
    says: 'The template needs components.',
    source: SOURCES.reference,
    find: ({ draft }) =>
      entriesOf(partOf(draft, 'components')).length === 0 ? [{ path: ['components'] }] : [],
  },
  {
    id: 'component.form',
    severity: 'error',
    says: `A component is an object whose type is one of ${COMPONENT_TYPES.join(', ')}.`,
    source: SOURCES.reference,
    fix: 'Take it out',
    find: (template) =>
      entriesOf(partOf(template.draft, 'components')).flatMap((component, index) => {
        if (COMPONENT_TYPES.includes(wordOf(partOf(component, 'type')))) return [];
        const path = ['components', index];
        return [{ path, mend: remove(template, path) }];
      }),
  },
  {
    id: 'component.repeated',
    severity: 'error',
    says: 'A template has each kind of component once: one header, one body, one footer, one list of buttons.',
    source: SOURCES.reference,
    fix: 'Take the second one out',
    find: (template) =>
      [template, ...template.cards].flatMap(({ components }) =>
        components.flatMap(({ path }, index) =>
          isRepeated(components, index) ? [{ path, mend: remove(template, path) }] : [],
        ),
      ),
  },
];
