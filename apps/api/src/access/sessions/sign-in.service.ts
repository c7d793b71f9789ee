import { Injectable } from '@nestjs/common';
import { actingAs } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { Environment } from '../../platform/config/environment';
import { SystemDatabase } from '../../platform/database/database';
import { AccountRecord, actorOf } from '../accounts/account-record';
import { MeDto } from '../accounts/accounts.dto';
import { Account, AccountsRepository } from '../accounts/accounts.repository';
import { AccountsService } from '../accounts/accounts.service';
import { Exchange } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { IdentityProof, Proof } from './identity-proof';
import { clearSessionCookie } from './session-cookie';
import { SessionsService } from './sessions.service';

/** Coming in, going out, and proving again who one is. */
@Injectable()
export class SignInService {
  constructor(
    private readonly environment: Environment,
    private readonly system: SystemDatabase,
    private readonly accounts: AccountsRepository,
    private readonly people: AccountsService,
    private readonly proofs: IdentityProof,
    private readonly sessions: SessionsService,
    private readonly record: AccountRecord,
  ) {}

  /** @throws Problem 401 `invalid_credentials`, `second_factor_required` or `invalid_code`, 429, 503 */
  async signIn(exchange: Exchange, { email, ...proof }: Proof & { email: string }): Promise<MeDto> {
    const [known, name] = await Promise.all([this.accounts.findByEmail(email), this.accounts.folded(email)]);
    const outcome = await this.proofs.judge(known, name, proof, exchange.request.ip);
    if (outcome.is === 'wrong_code') await this.writeWrongCode(exchange, outcome.account);
    if (outcome.is !== 'proved') throw refusalOf(401, outcome.is);
    const { account } = outcome;
    const opened = await actingAs(actorOf(account, exchange.request), () =>
      this.system.systemTransaction(async (transaction) => {
        const session = await this.sessions.open(transaction, exchange.request, account.id);
        await this.record.writeAcrossTenants(transaction, account, 'account.signed_in');
        return session;
      }),
    );
    this.sessions.give(exchange, opened);
    return this.people.describe(account.id, new Date());
  }

  async signOut({ reply }: Exchange, me: SignedInPerson): Promise<void> {
    await this.system.systemTransaction(async (transaction) => {
      await this.sessions.endOwn(transaction, me);
      await this.record.writeAcrossTenants(
        transaction,
        { id: me.userId, name: me.name },
        'account.signed_out',
      );
    });
    clearSessionCookie(reply, this.environment);
    // Pages that the browser keeps for its Back button go too; our answers themselves are never kept.
    void reply.header('clear-site-data', '"cache"');
  }

  /** @throws Problem 403 `wrong_password`, `second_factor_required` or `invalid_code`, 429, 503 */
  async confirm(exchange: Exchange, me: SignedInPerson, proof: Proof): Promise<void> {
    const account = await this.people.get(me.userId);
    const outcome = await this.proofs.judge(account, me.email, proof, exchange.request.ip);
    if (outcome.is === 'wrong_code') await this.writeWrongCode(exchange, account);
    if (outcome.is !== 'proved') throw refusalOf(403, outcome.is);
    await this.sessions.renew(exchange, me, { confirmed: true });
  }

  /** Somebody has the password but not the code: the person's tenants should know. */
  private writeWrongCode({ request }: Exchange, account: Account): Promise<void> {
    return actingAs(actorOf(account, request), () =>
      this.system.systemTransaction((transaction) =>
        this.record.writeAcrossTenants(transaction, account, 'account.second_factor_failed'),
      ),
    );
  }
}

type Refusal = 'wrong_password' | 'second_factor_required' | 'wrong_code';

/** Who is signed in already learns it as a 403: a 401 would mean that they are not. */
function refusalOf(status: 401 | 403, refusal: Refusal): Problem {
  if (refusal === 'second_factor_required') {
    return new Problem(status, refusal, 'Please enter a code of your authenticator app, or a recovery code.');
  }
  if (refusal === 'wrong_code') {
    return new Problem(status, 'invalid_code', 'This code is not right, or was used already.');
  }
  return status === 401
    ? new Problem(401, 'invalid_credentials', 'The e-mail address or the password is not right.')
    : new Problem(403, 'wrong_password', 'The password is not right.');
}
