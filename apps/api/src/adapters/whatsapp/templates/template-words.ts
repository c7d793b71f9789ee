import { ProvidedTemplate, TemplatePurpose } from '../../../channels';
import { asText, asWord } from '../normalise/reading';

const PURPOSES: Readonly<Record<string, TemplatePurpose>> = {
  MARKETING: 'marketing',
  UTILITY: 'utility',
  AUTHENTICATION: 'authentication',
};

/** What ends something is, from then on, what it was before (facts: cloud-api.md E). */
const BACK_AGAIN: Readonly<Record<string, ProvidedTemplate['status']>> = {
  REINSTATED: 'approved',
  UNARCHIVED: 'approved',
};

/** Meta's word for a category; null for what is new to us. */
export const purposeIn = (word: unknown): TemplatePurpose | null =>
  PURPOSES[(asWord(word) ?? '').toUpperCase()] ?? null;

/** Meta's word for a status. */
export function statusIn(word: unknown): string | null {
  const status = asWord(word)?.toUpperCase();
  return status === undefined ? null : (BACK_AGAIN[status] ?? status.toLowerCase());
}

/** Any of Meta's words, as we write it; null also for NONE, with which Meta says that there is none. */
export function wordIn(word: unknown): string | null {
  const text = asWord(word)?.toLowerCase();
  return text === undefined || text === 'none' ? null : text;
}

/** Meta writes en_US and, in some of its news, en-US. */
export const languageIn = (language: unknown): string => (asText(language) ?? '').replaceAll('-', '_');

/** Meta pauses, and refuses, a template in one language; messages name both. */
export const keyOf = ({ name, language }: { name: string; language: string }): string =>
  `${name} ${language}`;
