import { Injectable } from '@nestjs/common';
import { Environment } from '../../platform/config/environment';
import { Mailer } from '../../platform/mail/mailer';
import { invitationLetter } from './invitation-letter';
import { OpenedInvitation } from './invitations.service';

export interface Delivered {
  readonly link: string;
  readonly mailed: boolean;
  /** A sentence for the one who invites; null when the mail was taken. */
  readonly mailProblem: string | null;
}

/** Makes the link, and mails it where the installation has a mail server. */
@Injectable()
export class InvitationDelivery {
  constructor(
    private readonly environment: Environment,
    private readonly mailer: Mailer,
  ) {}

  /** After the invitation was committed: a mail that cannot be sent takes nothing back, since the link can be copied. */
  async deliver(opened: OpenedInvitation): Promise<Delivered> {
    // In the fragment, which no browser sends and no server logs.
    const link = `${new URL('/invitation', this.environment.PUBLIC_URL).href}#${opened.token}`;
    const outcome = await this.mailer.send(invitationLetter(opened, link));
    return { link, mailed: outcome.sent, mailProblem: outcome.sent ? null : outcome.problem };
  }
}
