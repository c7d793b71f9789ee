import { Injectable } from '@nestjs/common';
import { Environment } from '../../platform/config/environment';
import { hashOf, newToken } from '../../platform/crypto/opaque-token';
import { SystemDatabase } from '../../platform/database/database';
import { AccountRecord } from '../accounts/account-record';
import { AccountsRepository } from '../accounts/accounts.repository';
import { PasswordResetsRepository } from './password-resets.repository';

const LIFETIME_S = 30 * 60;

/** A link for one person, who is told how long it is good. */
export interface ResetLink {
  readonly link: string;
  readonly minutes: number;
  readonly email: string;
}

/** Makes links that set a new password. They go to the person's mailbox, or to who runs the server: to nobody else. */
@Injectable()
export class ResetLinks {
  constructor(
    private readonly environment: Environment,
    private readonly system: SystemDatabase,
    private readonly accounts: AccountsRepository,
    private readonly resets: PasswordResetsRepository,
    private readonly record: AccountRecord,
  ) {}

  /** Null when nobody has that address. The token is in the fragment: no server and no log ever sees it. */
  async make(email: string): Promise<ResetLink | null> {
    const account = await this.accounts.findByEmail(email);
    if (account === null) return null;
    const token = newToken();
    await this.system.systemTransaction(async (transaction) => {
      await this.resets.insert(transaction, account.id, hashOf(token), LIFETIME_S);
      await this.record.writeAcrossTenants(transaction, account, 'account.password_reset_link_made');
    });
    const { href } = new URL('/reset-password', this.environment.PUBLIC_URL);
    return { link: `${href}#${token}`, minutes: LIFETIME_S / 60, email: account.email };
  }
}
