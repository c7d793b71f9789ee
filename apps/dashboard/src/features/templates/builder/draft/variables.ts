/** What stands between two braces on each side, as the rules read it (libs/whatsapp-cloud: variables.ts). */
const VARIABLE = /\{\{([^{}]*)\}\}/g;
const MOST_NUMBERED = 50;

export const labelsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map((match) => (match[1] ?? '').trim())),
];

export const isNumber = (label: string): boolean =>
  /^[1-9]\d*$/.test(label) && Number(label) <= MOST_NUMBERED;

/** The label that the next numbered variable of a text gets. */
export function nextNumber(text: string): string {
  const numbers = labelsIn(text).filter(isNumber).map(Number);
  return String(Math.max(0, ...numbers) + 1);
}

/** A name that is not in the text yet: `wanted`, `wanted_2`, ... */
export function freeName(text: string, wanted: string): string {
  const taken = labelsIn(text);
  if (!taken.includes(wanted)) return wanted;
  let count = 2;
  while (taken.includes(`${wanted}_${count}`)) count += 1;
  return `${wanted}_${count}`;
}

export const written = (label: string): string => `{{${label}}}`;

/** A text with other labels between its braces. */
export const relabelled = (text: string, labelFor: (label: string) => string): string =>
  text.replace(VARIABLE, (_whole, label: string) => written(labelFor(label.trim())));

/** What each label of a text becomes where all are numbered, or all have names. */
export function relabelling(text: string, format: 'positional' | 'named'): (label: string) => string {
  const labels = labelsIn(text);
  const renamed = new Map(
    labels.map((label, index) => {
      if (format === 'positional') return [label, String(index + 1)];
      return [label, isNumber(label) ? `value_${label}` : label];
    }),
  );
  return (label) => renamed.get(label) ?? label;
}
