import { Mail } from '../../platform/mail/mailer';
import { OpenedInvitation } from './invitations.service';

export function invitationLetter({ invitation, tenantName }: OpenedInvitation, link: string): Mail {
  const { email, role, invitedByName, expiresAt } = invitation;
  const lastDay = expiresAt.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return {
    to: email,
    subject: `${invitedByName} invites you to ${tenantName} on Parley`,
    text: `Hello,

${invitedByName} invites you to join ${tenantName} on Parley, as ${articleFor(role)} ${role}.

To accept, open this link:

${link}

The link is for you alone, works once, and ends on ${lastDay}. If you did not expect it, ignore this mail.
`,
  };
}

const articleFor = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a');
