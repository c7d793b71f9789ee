import type { TemplateFinding } from '@parley/api-client';

export type Finding = TemplateFinding;

/** Those about exactly this place. */
export const findingsAt = (findings: readonly Finding[], pointer: string): Finding[] =>
  findings.filter((finding) => finding.pointer === pointer);

/** Those about this place and all that is in it. */
export const findingsIn = (findings: readonly Finding[], pointer: string): Finding[] =>
  findings.filter((finding) => isWithin(finding.pointer, pointer));

const isWithin = (pointer: string, place: string): boolean =>
  pointer === place || pointer.startsWith(`${place}/`);

/**
 * Of the places that are on the page, the one where a finding can be mended: the nearest around what it points to, else
 * the first within. Null where there is none.
 */
export function placeOfFinding(pointer: string, places: readonly string[]): string | null {
  const around = places
    .filter((place) => isWithin(pointer, place))
    .toSorted((one, other) => other.length - one.length);
  return around[0] ?? places.find((place) => isWithin(place, pointer)) ?? null;
}

/** In which card a place is, from 0; null where it is in none. */
export function cardOfPlace(pointer: string): number | null {
  const card = /^\/components\/\d+\/cards\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
  return card === undefined ? null : Number(card);
}

/** "Nothing to mend", "1 fault", "2 faults, 1 to look at" */
export function summaryOf(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const parts = [
    errors > 0 ? `${errors} ${errors === 1 ? 'fault' : 'faults'}` : null,
    warnings > 0 ? `${warnings} to look at` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Nothing to mend' : parts.join(', ');
}

/** Where in the template a finding is, for whoever reads it beside the fields: "Body", "Button 2", "Card 1". */
export function placeInWords(pointer: string, typeAt: (index: number) => string): string {
  const [first = '', index = '', list = '', at = ''] = pointer.split('/').slice(1);
  if (first !== 'components') return WHOLE[first] ?? 'Template';
  if (index === '') return 'Template';
  if (list === 'cards' && at !== '') return `Card ${Number(at) + 1}`;
  if (list === 'buttons' && at !== '') return `Button ${Number(at) + 1}`;
  return TYPES[typeAt(Number(index))] ?? 'Template';
}

const WHOLE: Readonly<Record<string, string>> = {
  name: 'Name',
  language: 'Language',
  category: 'Category',
  parameterFormat: 'Variables',
  messageSendTtlSeconds: 'Time to deliver',
};

const TYPES: Readonly<Record<string, string>> = {
  HEADER: 'Header',
  LIMITED_TIME_OFFER: 'Offer',
  BODY: 'Body',
  FOOTER: 'Footer',
  BUTTONS: 'Buttons',
  CAROUSEL: 'Cards',
};
