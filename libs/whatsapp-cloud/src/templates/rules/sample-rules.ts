import { isPlainObject, partOf } from '../../messages/rules';
import { givenSamples, isPlain, sampleList, sampleOf, samplesPath, withSamples } from '../samples';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import type { TemplateView, TextView } from '../template-view';
import { SOURCES, type Spot, type TemplateRule } from './template-rule';

type Format = TemplateView['format'];

const isText = (value: unknown): value is string => typeof value === 'string';

function isInForm(text: TextView, format: Format): boolean {
  const given = givenSamples(text, format);
  if (!Array.isArray(given)) return false;
  if (format === 'NAMED') {
    return given.every((one) => isPlainObject(one) && isText(one.param_name) && isText(one.example));
  }
  if (text.place === 'HEADER') return given.every(isText);
  const [samples, ...more] = given as readonly unknown[];
  return Array.isArray(samples) && samples.every(isText) && more.length === 0;
}

/** The samples as texts; null where there are none, or where they are not as they should be. */
function samplesIn(text: TextView, format: Format): readonly string[] | null {
  const list = sampleList(text, format);
  if (list === null || !isInForm(text, format)) return null;
  return list.map((sample) => String(format === 'NAMED' ? partOf(sample, 'example') : sample));
}

const namesIn = (text: TextView, format: Format): readonly unknown[] =>
  format === 'NAMED' && isInForm(text, format)
    ? (sampleList(text, format) ?? []).map((sample) => partOf(sample, 'param_name'))
    : [];

function isGiven(text: TextView, format: Format): boolean {
  const given = givenSamples(text, format);
  if (given === undefined || given === null) return false;
  return !(Array.isArray(given) && (given.length === 0 || (given.length === 1 && isEmptyList(given[0]))));
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const spots =
  (isWrong: (text: TextView, format: Format) => boolean) =>
  (template: TemplateView): readonly Spot[] =>
    template.texts
      .filter(({ labels }) => labels.length > 0 && !labels.includes(''))
      .filter((text) => isWrong(text, template.format))
      .map((text) => ({
        path: samplesPath(text, template.format),
        mend: () =>
          withSamples(template.draft, text, template.format, text.labels, (label) => sampleOf(text, label)),
      }));

export const SAMPLE_RULES: readonly TemplateRule[] = [
  {
    id: 'sample.missing',
    severity: 'error',
    says: 'Every variable needs a sample, so that Meta can see what the message will look like.',
    source: SOURCES.samples,
    fix: 'Put in samples, to be replaced by better ones',
    find: spots((text, format) => !isGiven(text, format)),
  },
  {
    id: 'sample.form',
    severity: 'error',
    says:
      'Samples are lists of texts: header_text ["a"], body_text [["a", "b"]]; ' +
      'of named variables lists of {param_name, example}.',
    source: SOURCES.samples,
    fix: 'Write the samples that way',
    find: spots((text, format) => isGiven(text, format) && !isInForm(text, format)),
  },
  {
    id: 'sample.count',
    severity: 'error',
    says: 'There is one sample for each numbered variable, in their order.',
    source: SOURCES.samples,
    fix: 'Give each variable one sample',
    find: spots((text, format) => {
      const samples = format === 'POSITIONAL' ? samplesIn(text, format) : null;
      return samples !== null && samples.length !== text.labels.length;
    }),
  },
  {
    id: 'sample.names',
    severity: 'error',
    says: 'The samples have the names of the variables, and no others.',
    source: SOURCES.samples,
    fix: 'Give each variable one sample',
    find: spots((text, format) => {
      const names = namesIn(text, format);
      if (names.length === 0) return false;
      return (
        text.labels.some((label) => !names.includes(label)) ||
        names.some((name) => !text.labels.some((label) => label === name))
      );
    }),
  },
  {
    id: 'sample.name_repeated',
    severity: 'error',
    says: 'Each named variable has one sample.',
    source: SOURCES.samples,
    fix: 'Give each variable one sample',
    find: spots((text, format) => {
      const names = namesIn(text, format);
      return new Set(names).size < names.length;
    }),
  },
  {
    id: 'sample.blank',
    severity: 'error',
    says: 'A sample cannot be empty.',
    source: SOURCES.samples,
    fix: 'Put in samples, to be replaced by better ones',
    find: spots((text, format) => samplesIn(text, format)?.some((sample) => sample.trim() === '') ?? false),
  },
  {
    id: 'sample.whitespace',
    severity: 'warning',
    says: `A sample with line breaks, tabs or more than ${LIMITS.sampleSpacesInARow} spaces in a row may be refused.`,
    source: `${SOURCES.samples}, which do not say so of samples, but of what is filled in later`,
    fix: 'Make each gap one space',
    find: spots((text, format) => samplesIn(text, format)?.some((sample) => !isPlain(sample)) ?? false),
  },
];
