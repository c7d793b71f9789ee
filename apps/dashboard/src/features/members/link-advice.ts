import type { InvitationWithLink } from '@parley/api-client';

/** Whether a mail is on its way, and what to do if not. The API says why there is none, as a sentence. */
export function linkAdvice({
  mailed,
  mailProblem,
}: Pick<InvitationWithLink, 'mailed' | 'mailProblem'>): string {
  if (mailed) return 'A mail with this link is on its way.';
  return `${mailProblem ?? 'No mail was sent.'} Copy the link and send it yourself.`;
}
