import { catalogued, ERROR_REFERENCE_URL } from '@parley/whatsapp-cloud';
import { Explanation } from '../../kernel/explanations';

/** What Meta's code means, by the catalogue (docs/error-codes.md); null for what is no code of Meta's. */
export function explanationOf(code: string): Explanation | null {
  if (!/^\d{1,9}$/.test(code)) return null;
  const row = catalogued(Number(code));
  if (row === null) return UNLISTED;
  const { meaning: sentence, fault, next, docsUrl } = row;
  return { sentence, fault: fault === 'meta' ? 'provider' : fault, next, docsUrl };
}

const UNLISTED: Explanation = {
  sentence: 'Meta gave a code that we have no words for.',
  fault: 'parley',
  next: "Look it up in Meta's list, and tell whoever runs Parley about it.",
  docsUrl: ERROR_REFERENCE_URL,
};
