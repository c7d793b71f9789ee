import { partOf } from '../messages/rules';
import { TEMPLATE_DRAFT_LIMITS } from './template-limits';
import { type Path, withAt } from './places';
import type { ParameterFormat } from './template-draft';
import type { TextView } from './template-view';
import { inFillingOrder, isNumber } from './variables';

/** Where Meta wants the samples of a header's or a body's variables. */
const PLACES = {
  HEADER: { POSITIONAL: 'header_text', NAMED: 'header_text_named_params' },
  BODY: { POSITIONAL: 'body_text', NAMED: 'body_text_named_params' },
} as const;

export function samplesPath(text: TextView, format: ParameterFormat): Path {
  return [...text.component.path, 'example', PLACES[text.place][format]];
}

/** What is given there, whatever it is. */
export function givenSamples(text: TextView, format: ParameterFormat): unknown {
  return partOf(partOf(text.component.value, 'example'), PLACES[text.place][format]);
}

/** The samples as a flat list, in which each may be anything; null when there are none. */
export function sampleList(text: TextView, format: ParameterFormat): readonly unknown[] | null {
  const given = givenSamples(text, format);
  if (!Array.isArray(given)) return null;
  const first: unknown = given[0];
  const list: readonly unknown[] =
    text.place === 'BODY' && format === 'POSITIONAL' && Array.isArray(first) ? first : given;
  return list.length > 0 ? list : null;
}

/** The sample of one variable, wherever it is given; null when there is none that can be shown. */
export function sampleOf(text: TextView, label: string): string | null {
  const named = sampleList(text, 'NAMED')?.find((sample) => partOf(sample, 'param_name') === label);
  const order = isNumber(label) ? Number(label) - 1 : text.labels.indexOf(label);
  return shown(partOf(named, 'example')) ?? shown(sampleList(text, 'POSITIONAL')?.[order]);
}

/**
 * The draft with a sample for each of `labels`, as its format wants them, and no others. `sampleFor` says what is known;
 * what is not gets the variable's own name, or its number, to be replaced by somebody.
 */
export function withSamples(
  draft: unknown,
  text: TextView,
  format: ParameterFormat,
  labels: readonly string[],
  sampleFor: (label: string) => string | null,
): unknown {
  if (labels.length === 0) return withAt(draft, [...text.component.path, 'example'], undefined);
  const example = (label: string): string => plain(sampleFor(label) ?? standIn(label));
  const ordered = inFillingOrder(labels);
  const samples =
    format === 'NAMED'
      ? ordered.map((label) => ({ param_name: label, example: example(label) }))
      : ordered.map(example);
  const inShape = format === 'POSITIONAL' && text.place === 'BODY' ? [samples] : samples;
  const other = format === 'NAMED' ? 'POSITIONAL' : 'NAMED';
  const without = withAt(draft, samplesPath(text, other), undefined);
  return withAt(without, samplesPath(text, format), inShape);
}

/** Samples are text without line breaks, tabs and long runs of spaces, as what is filled in later. */
export const isPlain = (sample: string): boolean =>
  !/[\n\r\t]/.test(sample) && !sample.includes(' '.repeat(TEMPLATE_DRAFT_LIMITS.sampleSpacesInARow + 1));

export const plain = (sample: string): string => (isPlain(sample) ? sample : sample.replace(/\s+/g, ' '));

const standIn = (label: string): string =>
  isNumber(label) ? `Sample ${label}` : label.replace(/_+/g, ' ').trim() || 'Sample';

/** Are there samples at all, in whichever shape? */
export const hasSamples = (text: TextView): boolean =>
  sampleList(text, 'NAMED') !== null || sampleList(text, 'POSITIONAL') !== null;

function shown(sample: unknown): string | null {
  return typeof sample === 'string' && sample.trim() !== '' ? sample : null;
}
