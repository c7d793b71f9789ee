export const CONSENTS = ['given', 'marketing_opt_out', 'stopped'] as const;

/** stopped: nothing that we begin. marketing_opt_out: no marketing. given: also where nobody has said anything. */
export type Consent = (typeof CONSENTS)[number];

/** What somebody may be written to about. */
export type Topic = 'all' | 'marketing';

/** The last word on each; null: there is none. */
export type LastWords = Readonly<Record<Topic, boolean | null>>;

export function consentOf({ all, marketing }: LastWords): Consent {
  if (all === false) return 'stopped';
  return marketing === false ? 'marketing_opt_out' : 'given';
}

/** What has to be said for that to be the state, whatever was said before. */
export function wordsFor(consent: Consent): { readonly topic: Topic; readonly allowed: boolean }[] {
  if (consent === 'stopped') return [{ topic: 'all', allowed: false }];
  return [
    { topic: 'all', allowed: true },
    { topic: 'marketing', allowed: consent === 'given' },
  ];
}
