import { Inject, Injectable, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { actingAs } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { hashOf } from '../../platform/crypto/opaque-token';
import { SystemDatabase } from '../../platform/database/database';
import { Mailer } from '../../platform/mail/mailer';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { AccountRecord, actorOf } from '../accounts/account-record';
import { AccountsRepository } from '../accounts/accounts.repository';
import { AccountsService } from '../accounts/accounts.service';
import { Exchange } from '../authorisation/exchange.decorator';
import { SessionsService } from '../sessions/sessions.service';
import { Attempts } from '../throttling/attempts';
import { PasswordHashing } from './password-hashing';
import { assertStrong } from './password-strength';
import { PasswordResetsRepository } from './password-resets.repository';
import { ResetLink, ResetLinks } from './reset-links';

@Injectable()
export class PasswordResetsService implements OnModuleDestroy {
  private readonly mailing = new Set<Promise<void>>();

  constructor(
    private readonly system: SystemDatabase,
    private readonly mailer: Mailer,
    private readonly accounts: AccountsRepository,
    private readonly people: AccountsService,
    private readonly resets: PasswordResetsRepository,
    private readonly links: ResetLinks,
    private readonly hashing: PasswordHashing,
    private readonly sessions: SessionsService,
    private readonly attempts: Attempts,
    private readonly record: AccountRecord,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.mailing);
  }

  /** The answer is the same, and as fast, whether there is such an account or not. @throws ProblemForNow 429 */
  async request({ request }: Exchange, email: string): Promise<void> {
    await this.attempts.countAddress(request.ip);
    if (!this.mailer.isConfigured) return;
    const mailed = this.mail(email)
      .catch((err: unknown) => this.logger.error({ err }, 'password reset not mailed'))
      .finally(() => this.mailing.delete(mailed));
    this.mailing.add(mailed);
  }

  /** @throws Problem 403 `invalid_reset_token`, 422 `password_too_weak`, 503 */
  async complete({ request }: Exchange, token: string, password: string): Promise<void> {
    const tokenHash = hashOf(token);
    const userId = await this.resets.userOf(tokenHash);
    const account = userId === null ? null : await this.accounts.find(userId);
    if (account === null) throw invalidToken();
    assertStrong(password, await this.people.wordsAbout(account), '/password');
    const passwordHash = await this.hashing.hash(password);
    await actingAs(actorOf(account, request), () =>
      this.system.systemTransaction(async (transaction) => {
        if (!(await this.resets.use(transaction, tokenHash))) throw invalidToken();
        await this.resets.voidAllOf(transaction, account.id);
        await this.accounts.setPassword(transaction, account.id, passwordHash);
        await this.sessions.endAllOf(transaction, account.id);
        await this.record.writeAcrossTenants(transaction, account, 'account.password_reset');
      }),
    );
    await this.attempts.forgive(account.id);
  }

  private async mail(email: string): Promise<void> {
    const account = await this.accounts.findByEmail(email);
    if (account === null || !(await this.attempts.mayMail(account.id))) return;
    const made = await this.links.make(account.email);
    if (made !== null) await this.mailer.send({ to: made.email, ...letterAbout(made) });
  }
}

function letterAbout({ link, minutes }: ResetLink): { subject: string; text: string } {
  return {
    subject: 'Set a new password for Parley',
    text: [
      'Somebody, probably you, asked to set a new password for your Parley account.',
      `This link does it, once, within ${minutes} minutes:`,
      link,
      'If it was not you, there is nothing to do: your password stays as it is.',
    ].join('\n\n'),
  };
}

const invalidToken = (): Problem =>
  new Problem(
    403,
    'invalid_reset_token',
    'This link is not good any more.',
    'It works once, for 30 minutes. Please ask for a new one.',
  );
