import { hasSamples, sampleOf, withSamples } from '../samples';
import { withAt } from '../places';
import type { ParameterFormat } from '../template-draft';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import { type TemplateView, type TextView, viewOf } from '../template-view';
import { isName, isNumber, rewritten, runCount, spansOf, type VariableUse, wordCount } from '../variables';
import { SOURCES, type Spot, type TemplateRule } from './template-rule';
import { withText } from './text-mending';

const EDGE_SUBCODE = 2388299;
const RATIO_SUBCODE = 2388293;

/** Letters, digits and pictures; what is none of them does not part two variables for Meta. */
const hasSubstance = (words: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(words);
const isBlank = (words: string): boolean => words.trim() === '';

const bodiesOf = ({ texts }: TemplateView): readonly TextView[] =>
  texts.filter(({ place }) => place === 'BODY');

/** The text of a template in which each variable has another label, with its samples carried along. */
function relabelled(
  template: TemplateView,
  text: TextView,
  format: ParameterFormat,
  labelOf: (label: string) => string,
): unknown {
  const words = rewritten(text.text, ({ label }) => `{{${labelOf(label)}}}`);
  const draft = withAt(template.draft, text.path, words);
  if (!hasSamples(text)) return draft;
  const sampleFor = new Map(text.labels.map((label) => [labelOf(label), sampleOf(text, label)] as const));
  return withSamples(draft, text, format, [...sampleFor.keys()], (label) => sampleFor.get(label) ?? null);
}

const numbered = (template: TemplateView, text: TextView): unknown =>
  relabelled(template, text, 'POSITIONAL', (label) => String(text.labels.indexOf(label) + 1));

const asName = (label: string): string => {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '');
  return plain === '' ? 'value' : plain;
};

/** All texts numbered: each after the other, as each has its own numbers. */
function allNumbered(template: TemplateView): unknown {
  const start = withAt(template.draft, ['parameterFormat'], 'POSITIONAL');
  return template.texts.reduce((draft, { path }) => {
    const view = viewOf(draft);
    const text = view.texts.find((one) => one.path.join() === path.join());
    return text === undefined || text.labels.length === 0 ? draft : numbered(view, text);
  }, start);
}

const isOfFormat = (format: ParameterFormat, label: string): boolean =>
  format === 'NAMED' ? !isNumber(label) : isNumber(label);

/** Named where all are names, numbered else. */
function inOneFormat(template: TemplateView): unknown {
  const labels = template.texts.flatMap((text) => text.labels);
  if (labels.some(isNumber)) return allNumbered(template);
  return withAt(template.draft, ['parameterFormat'], 'NAMED');
}

function unclosed(text: string): boolean {
  return spansOf(text).some((span) => typeof span === 'string' && /\{\{|\}\}/.test(span));
}

const spotsOf =
  (
    texts: (template: TemplateView) => readonly TextView[],
    isWrong: (text: TextView, template: TemplateView) => boolean,
    mend?: (text: TextView, template: TemplateView) => unknown,
  ) =>
  (template: TemplateView): readonly Spot[] =>
    texts(template)
      .filter((text) => isWrong(text, template))
      .map((text) => ({
        path: text.path,
        ...(mend === undefined ? {} : { mend: () => mend(text, template) }),
      }));

const allTexts = ({ texts }: TemplateView): readonly TextView[] => texts;

/** The words before the first and after the last variable; null when there is none. */
function edgesOf(text: TextView): { readonly before: string; readonly after: string } | null {
  const first = text.uses[0];
  const last = text.uses.at(-1);
  if (first === undefined || last === undefined) return null;
  return { before: text.text.slice(0, first.start), after: text.text.slice(last.end) };
}

const between = (text: TextView): readonly string[] =>
  text.uses.slice(1).map((use, index) => text.text.slice(text.uses[index]?.end ?? 0, use.start));

const isWritten = ({ label, written }: VariableUse): boolean =>
  written === `{{${label}}}` && (isNumber(label) || isName(label));

export const VARIABLE_RULES: readonly TemplateRule[] = [
  {
    id: 'variable.unclosed',
    severity: 'error',
    says: 'A variable is written with two braces on each side, like {{1}} or {{first_name}}.',
    source: SOURCES.variables,
    find: spotsOf(allTexts, ({ text }) => unclosed(text)),
  },
  {
    id: 'variable.empty',
    severity: 'error',
    says: 'A variable needs a number or a name between its braces.',
    source: SOURCES.variables,
    find: spotsOf(allTexts, ({ labels }) => labels.includes('')),
  },
  {
    id: 'variable.name_form',
    severity: 'error',
    says: 'The name of a variable has small letters, digits and underscores, begins with a letter, and has no spaces.',
    source: SOURCES.variables,
    fix: 'Write the names that way',
    find: spotsOf(
      allTexts,
      ({ uses }) => uses.some((use) => use.label !== '' && !isWritten(use)),
      (text, template) =>
        relabelled(template, text, template.format, (label) =>
          isNumber(label) || isName(label) ? label : asName(label),
        ),
    ),
  },
  {
    id: 'variable.wrong_format',
    severity: 'error',
    says: 'All variables of a template are numbers, or all are names, as its parameter format says.',
    source: SOURCES.variables,
    fix: 'Write all of them one way',
    find: (template) =>
      template.texts
        .filter(({ labels }) => labels.some((label) => label !== '' && !isOfFormat(template.format, label)))
        .slice(0, 1)
        .map(({ path }) => ({ path, mend: () => inOneFormat(template) })),
  },
  {
    id: 'variable.not_in_sequence',
    severity: 'error',
    says: 'Numbered variables count from 1 without a gap: {{1}}, {{2}}, {{3}}.',
    source: SOURCES.variables,
    fix: 'Number them anew',
    find: spotsOf(
      allTexts,
      ({ labels }, { format }) =>
        format === 'POSITIONAL' &&
        labels.every(isNumber) &&
        labels.some((_, index) => !labels.includes(String(index + 1))),
      (text, template) => numbered(template, text),
    ),
  },
  {
    id: 'variable.repeated',
    severity: 'warning',
    says: 'The same variable twice in a text may be refused.',
    source: SOURCES.variables,
    find: spotsOf(bodiesOf, ({ labels, uses }) => !labels.includes('') && new Set(labels).size < uses.length),
  },
  {
    id: 'variable.at_the_edge',
    severity: 'error',
    says: 'The body cannot begin or end with a variable.',
    source: `${SOURCES.variables}; it is about the body, a header may`,
    subcode: EDGE_SUBCODE,
    fix: 'Put a full stop behind the last variable',
    find: spotsOf(
      bodiesOf,
      (text) => {
        const edges = edgesOf(text);
        return edges !== null && (isBlank(edges.before) || isBlank(edges.after));
      },
      (text, template) => withText(template, text, `${text.text.trimEnd()}.`),
    ),
  },
  {
    id: 'variable.near_the_edge',
    severity: 'warning',
    says: 'Only a sign stands before the first or after the last variable; Meta may not count it as text.',
    source: SOURCES.variables,
    subcode: EDGE_SUBCODE,
    find: spotsOf(bodiesOf, (text) => {
      const edges = edgesOf(text);
      if (edges === null) return false;
      return [edges.before, edges.after].some((words) => !isBlank(words) && !hasSubstance(words));
    }),
  },
  {
    id: 'variable.adjacent',
    severity: 'error',
    says: 'Two variables need words or a sign between them.',
    source: SOURCES.variables,
    fix: 'Put a comma between them',
    find: spotsOf(
      allTexts,
      (text) => between(text).some(isBlank),
      (text, template) =>
        withText(template, text, text.text.replace(/(\{\{[^{}]*\}\})\s*(?=\{\{[^{}]*\}\})/g, '$1, ')),
    ),
  },
  {
    id: 'variable.more_than_words',
    severity: 'error',
    says: 'The body needs more words than variables.',
    source: `${SOURCES.variables}, which name no figure: this one is the least that can be meant`,
    subcode: RATIO_SUBCODE,
    find: spotsOf(bodiesOf, ({ text, uses }) => uses.length > 0 && runCount(text) <= uses.length),
  },
  {
    id: 'variable.too_many_for_words',
    severity: 'warning',
    says: `A text needs more than ${LIMITS.wordsPerVariable} words for each variable, or Meta may refuse it.`,
    source: `${SOURCES.variables}, which name no figure: this one is ours`,
    subcode: RATIO_SUBCODE,
    find: spotsOf(
      bodiesOf,
      ({ text, uses }) =>
        uses.length > 0 &&
        text.length <= LIMITS.bodyCharacters &&
        runCount(text) > uses.length &&
        wordCount(text) <= LIMITS.wordsPerVariable * uses.length,
    ),
  },
];
