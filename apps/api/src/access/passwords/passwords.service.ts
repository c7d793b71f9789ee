import { Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/problem';
import { SystemDatabase } from '../../platform/database/database';
import { AccountRecord } from '../accounts/account-record';
import { AccountsRepository } from '../accounts/accounts.repository';
import { AccountsService } from '../accounts/accounts.service';
import { Exchange } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { SessionsService } from '../sessions/sessions.service';
import { Attempts } from '../throttling/attempts';
import { PasswordHashing } from './password-hashing';
import { assertStrong } from './password-strength';
import { PasswordResetsRepository } from './password-resets.repository';
import { ChangePasswordDto } from './passwords.dto';

@Injectable()
export class PasswordsService {
  constructor(
    private readonly system: SystemDatabase,
    private readonly accounts: AccountsRepository,
    private readonly people: AccountsService,
    private readonly resets: PasswordResetsRepository,
    private readonly hashing: PasswordHashing,
    private readonly sessions: SessionsService,
    private readonly attempts: Attempts,
    private readonly record: AccountRecord,
  ) {}

  /** @throws Problem 403 `wrong_password`, 422 `password_too_weak`, 429, 503 */
  async change(exchange: Exchange, me: SignedInPerson, wanted: ChangePasswordDto): Promise<void> {
    const account = await this.people.get(me.userId);
    const attempt = await this.attempts.begin(me.userId, exchange.request.ip);
    if (!(await this.hashing.verify(account.passwordHash, wanted.currentPassword))) {
      await attempt.failed();
      throw new Problem(403, 'wrong_password', 'The current password is not right.');
    }
    await attempt.undecided();
    assertStrong(wanted.newPassword, await this.people.wordsAbout(account), '/newPassword');
    const passwordHash = await this.hashing.hash(wanted.newPassword);
    await this.system.systemTransaction(async (transaction) => {
      await this.accounts.setPassword(transaction, me.userId, passwordHash);
      await this.resets.voidAllOf(transaction, me.userId);
      await this.sessions.endAllOf(transaction, me.userId, me.sessionId);
      await this.sessions.renew(exchange, me, { confirmed: false }, transaction);
      await this.record.writeAcrossTenants(
        transaction,
        { id: me.userId, name: me.name },
        'account.password_changed',
      );
    });
  }
}
