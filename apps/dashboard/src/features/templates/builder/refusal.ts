import type { ApiProblem } from '../../../data/problem';

/** Why something was not saved or not handed in, for the whole form. */
export type Refusal = {
  text: string;
  requestId: string | null;
  retryAt: number | null;
  isConflict: boolean;
};

const WORDS: Readonly<Record<string, string>> = {
  template_exists:
    'There is a template of this name in this language already. Change that one, or choose another name.',
  template_has_errors: 'WhatsApp would refuse it as it is. Mend what is named beside the fields.',
  account_not_connected:
    'No number of this account is connected any more. Connect one again to change its templates.',
};

/** What WhatsApp itself did not take, or did not answer: the draft is saved by then. */
export function refusalOf(problem: ApiProblem, deed: 'save' | 'submit'): Refusal {
  const { code, title, message, requestId, retryAt, isOutage } = problem;
  const isWhatsApp = code.startsWith('provider_');
  const said = title && title !== message ? `${sentence(title)} ${sentence(message)}` : sentence(message);
  const text = isOutage
    ? 'Parley did not answer. What you wrote is kept in this browser; try again in a moment.'
    : (WORDS[code] ?? said);
  return {
    text: isWhatsApp && deed === 'submit' ? `${text} The draft is saved.` : text,
    requestId,
    retryAt,
    isConflict: code === 'changed_meanwhile',
  };
}

const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);
