import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../platform/database/database';
import { AccountRecord } from '../accounts/account-record';
import { AccountsRepository } from '../accounts/accounts.repository';

/** For who lost both the app and the recovery codes: whoever runs the server turns the second factor off for them. */
@Injectable()
export class LostFactors {
  constructor(
    private readonly system: SystemDatabase,
    private readonly accounts: AccountsRepository,
    private readonly record: AccountRecord,
  ) {}

  /** Their password is asked for as before. */
  async turnOff(email: string): Promise<'turned_off' | 'was_off' | 'nobody'> {
    const account = await this.accounts.findByEmail(email);
    if (account === null) return 'nobody';
    return this.system.systemTransaction(async (transaction) => {
      if (!(await this.accounts.endTwoFactor(transaction, account.id))) return 'was_off';
      await this.record.writeAcrossTenants(transaction, account, 'account.two_factor_turned_off');
      return 'turned_off';
    });
  }
}
