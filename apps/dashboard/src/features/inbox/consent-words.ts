import type { Consent, ContactConsent } from '@parley/api-client';

export const consentWords: Record<Consent, string> = {
  given: 'May be written to',
  marketing_opt_out: 'No marketing',
  stopped: 'Not to be written to',
};

type Said = Pick<ContactConsent['history'][number], 'source' | 'setByName'>;

/** Who said so last; undefined where nobody has said anything. */
export function sourceWords(said: Said | undefined): string | undefined {
  switch (said?.source) {
    case undefined:
      return undefined;
    case 'word':
      return 'They wrote so themselves.';
    case 'preference':
      return 'They chose so in WhatsApp.';
    case 'refusal':
      return 'WhatsApp refused a message for it.';
    case 'member':
      return `${said.setByName ?? 'Somebody here'} noted it.`;
    case 'merge':
      return 'It was said before two contacts were merged.';
  }
}
