import { Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/problem';
import { SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { DeedTo } from '../../tenancy';
import { AccountRecord } from '../accounts/account-record';
import { AccountsRepository } from '../accounts/accounts.repository';
import { AccountsService } from '../accounts/accounts.service';
import { Exchange } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { SessionsService } from '../sessions/sessions.service';
import { Attempts } from '../throttling/attempts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';
import { SecondFactor } from './second-factor';
import { newTotpSecret, totpUri } from './totp';

@Injectable()
export class TwoFactorService {
  constructor(
    private readonly system: SystemDatabase,
    private readonly accounts: AccountsRepository,
    private readonly people: AccountsService,
    private readonly factor: SecondFactor,
    private readonly sessions: SessionsService,
    private readonly attempts: Attempts,
    private readonly record: AccountRecord,
  ) {}

  /** A secret that counts once its first code was entered. @throws Problem 409 when the second factor is on */
  async begin(me: SignedInPerson): Promise<{ secret: string; uri: string }> {
    const secret = newTotpSecret();
    const sealed = await this.factor.seal(me.userId, secret);
    if (!(await this.accounts.beginTwoFactor(me.userId, sealed))) throw isOn();
    return { secret, uri: totpUri(secret, me.email) };
  }

  /** @throws Problem 403 `invalid_code`, 409, 429 */
  async activate(exchange: Exchange, me: SignedInPerson, code: string): Promise<{ recoveryCodes: string[] }> {
    const account = await this.people.get(me.userId);
    if (account.totpConfirmedAt !== null) throw isOn();
    if (account.totpSecret === null) throw notBegun();
    const attempt = await this.attempts.begin(me.userId, exchange.request.ip);
    if (!(await this.factor.takesTotp(account, code))) {
      await attempt.failed();
      throw invalidCode();
    }
    await attempt.succeeded();
    return this.system.systemTransaction(async (transaction) => {
      if (!(await this.accounts.confirmTwoFactor(transaction, me.userId))) throw isOn();
      const recoveryCodes = await this.giveRecoveryCodes(transaction, me.userId);
      await this.sessions.renew(exchange, me, { confirmed: true }, transaction);
      await this.write(transaction, me, 'account.two_factor_turned_on');
      return { recoveryCodes };
    });
  }

  /** Also puts away a secret that no code was entered for. */
  disable(exchange: Exchange, me: SignedInPerson): Promise<void> {
    return this.system.systemTransaction(async (transaction) => {
      if (!(await this.accounts.endTwoFactor(transaction, me.userId))) return;
      await this.sessions.renew(exchange, me, { confirmed: false }, transaction);
      await this.write(transaction, me, 'account.two_factor_turned_off');
    });
  }

  /** @throws Problem 409 when the second factor is off */
  async renewRecoveryCodes(me: SignedInPerson): Promise<{ recoveryCodes: string[] }> {
    const { totpConfirmedAt } = await this.people.get(me.userId);
    if (totpConfirmedAt === null) throw notBegun();
    return this.system.systemTransaction(async (transaction) => {
      const recoveryCodes = await this.giveRecoveryCodes(transaction, me.userId);
      await this.write(transaction, me, 'account.recovery_codes_renewed');
      return { recoveryCodes };
    });
  }

  private async giveRecoveryCodes(transaction: Transaction, userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.accounts.replaceRecoveryCodes(transaction, userId, codes.map(recoveryCodeHash));
    return codes;
  }

  private write(
    transaction: Transaction,
    me: SignedInPerson,
    action: `account.${DeedTo<'account'>}`,
  ): Promise<void> {
    return this.record.writeAcrossTenants(transaction, { id: me.userId, name: me.name }, action);
  }
}

const isOn = (): Problem =>
  new Problem(409, 'two_factor_on', 'The second factor is on already.', 'Turn it off first to begin anew.');

const notBegun = (): Problem =>
  new Problem(409, 'two_factor_off', 'The second factor is not on.', 'Begin with a new secret.');

const invalidCode = (): Problem =>
  new Problem(403, 'invalid_code', 'This code is not right.', 'Wait for the next one and try again.');
