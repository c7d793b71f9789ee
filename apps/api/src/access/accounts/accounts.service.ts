import { Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/problem';
import { SystemDatabase } from '../../platform/database/database';
import { SignedInPerson } from '../authorisation/principal';
import { AccountRecord } from './account-record';
import { MeDto } from './accounts.dto';
import { Account, AccountsRepository } from './accounts.repository';

@Injectable()
export class AccountsService {
  constructor(
    private readonly system: SystemDatabase,
    private readonly accounts: AccountsRepository,
    private readonly record: AccountRecord,
  ) {}

  /** What a person sees of their own account. @throws Problem 401 when it is gone */
  async describe(userId: string, confirmedAt: Date): Promise<MeDto> {
    const [account, memberships] = await Promise.all([
      this.get(userId),
      this.accounts.membershipsAcrossTenants(userId),
    ]);
    return {
      id: account.id,
      name: account.name,
      email: account.email,
      isOperator: account.isOperator,
      twoFactor: account.totpConfirmedAt !== null,
      recoveryCodesLeft: account.recoveryCodesLeft,
      confirmedAt: confirmedAt.toISOString(),
      tenants: memberships.map(({ slug, name, role }) => ({ slug, name, role })),
    };
  }

  async rename(me: SignedInPerson, name: string): Promise<MeDto> {
    await this.system.systemTransaction(async (transaction) => {
      await this.accounts.rename(transaction, me.userId, name);
      await this.record.writeAcrossTenants(transaction, { id: me.userId, name }, 'account.renamed', { name });
    });
    return this.describe(me.userId, me.confirmedAt);
  }

  /** @throws Problem 401 when the account is gone */
  async get(userId: string): Promise<Account> {
    const account = await this.accounts.find(userId);
    if (account === null) throw new Problem(401, 'sign_in_required', 'Please sign in.');
    return account;
  }

  /** What an attacker who knows the person would try first. */
  async wordsAbout({ id, name, email }: Pick<Account, 'id' | 'name' | 'email'>): Promise<string[]> {
    const memberships = await this.accounts.membershipsAcrossTenants(id);
    return [name, email, ...memberships.flatMap((tenant) => [tenant.name, tenant.slug])];
  }
}
