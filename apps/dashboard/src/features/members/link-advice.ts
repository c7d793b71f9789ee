import type { InvitationWithLink } from '@parley/api-client';

/** Whether a mail is on its way, and what to do if not. */
export function linkAdvice({
  mailed,
  mailProblem,
}: Pick<InvitationWithLink, 'mailed' | 'mailProblem'>): string {
  if (mailed) return 'A mail with the link is on its way.';
  if (mailProblem === null || mailProblem === 'no_mail_server') {
    return 'This installation has no mail server: send the link yourself.';
  }
  return `The mail was not sent (${mailProblem}): send the link yourself.`;
}
