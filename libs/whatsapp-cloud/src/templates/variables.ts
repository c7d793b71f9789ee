/** One `{{...}}` of a text. */
export interface VariableUse {
  /** What stands between the braces, without spaces around it. */
  readonly label: string;
  /** As it is written: `{{ 1 }}`. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

const VARIABLE = /\{\{([^{}]*)\}\}/g;

export function usesIn(text: string): readonly VariableUse[] {
  return [...text.matchAll(VARIABLE)].map((match) => ({
    label: (match[1] ?? '').trim(),
    written: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Each variable once, as they first come. */
export const labelsIn = (text: string): readonly string[] => [
  ...new Set(usesIn(text).map(({ label }) => label)),
];

export const isNumber = (label: string): boolean => /^\d+$/.test(label);

/** `lower_snake` */
export const isName = (label: string): boolean => /^[a-z][a-z0-9_]*$/.test(label);

/** As what is filled in, and the samples of it, come: numbers by their order, names as they are. */
export const inFillingOrder = (labels: readonly string[]): readonly string[] =>
  labels.every(isNumber) ? labels.toSorted((one, other) => Number(one) - Number(other)) : labels;

/** A text in which every variable is what `written` makes of it. */
export const rewritten = (text: string, written: (use: VariableUse) => string): string =>
  spansOf(text)
    .map((span) => (typeof span === 'string' ? span : written(span)))
    .join('');

/** A text with what `edit` makes of the words between its variables. */
export const reworded = (text: string, edit: (words: string) => string): string =>
  spansOf(text)
    .map((span) => (typeof span === 'string' ? edit(span) : span.written))
    .join('');

/** The words and the variables of a text, in turn; words may be empty. */
export function spansOf(text: string): readonly (string | VariableUse)[] {
  const spans: (string | VariableUse)[] = [];
  let from = 0;
  for (const use of usesIn(text)) {
    spans.push(text.slice(from, use.start), use);
    from = use.end;
  }
  return [...spans, text.slice(from)];
}

/** A text of at most `max` characters, ended after a word, with no variable and no character cut in half. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const uses = usesIn(text);
  const outside = (at: number): number => uses.find(({ start, end }) => start < at && at < end)?.start ?? at;
  const most = outside(max);
  const end = /[\uD800-\uDBFF]$/.test(text.slice(0, most)) ? most - 1 : most;
  const endsAWord = most !== max || /^\s/.test(text.slice(end));
  const lastSpace = text.slice(0, end).search(/\s\S*$/);
  return text.slice(0, endsAWord || lastSpace < end / 2 ? end : outside(lastSpace)).trimEnd();
}

/** Runs of letters and digits beside the variables. In scripts without spaces a run may be many words. */
export const runCount = (text: string): number =>
  text.replace(VARIABLE, ' ').match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Words beside the variables, in any script: Thai and Chinese have no spaces between theirs. */
export const wordCount = (text: string): number =>
  [...segmenter.segment(text.replace(VARIABLE, ' '))].filter(({ isWordLike }) => isWordLike).length;
