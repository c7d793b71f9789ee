import { Injectable } from '@nestjs/common';
import { Environment } from '../../platform/config/environment';
import { OpenedInvitation } from './invitations.service';

export interface Delivered {
  readonly link: string;
  readonly mailed: boolean;
  readonly mailProblem: string | null;
}

/** Makes the link, and mails it where the installation has a mail server. */
@Injectable()
export class InvitationDelivery {
  constructor(private readonly environment: Environment) {}

  async deliver({ token }: OpenedInvitation): Promise<Delivered> {
    const link = `${new URL('/invitation', this.environment.PUBLIC_URL).href}#${token}`;
    return { link, mailed: false, mailProblem: 'This installation has no mail server.' };
  }
}
