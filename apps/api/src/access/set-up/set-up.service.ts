import { Injectable } from '@nestjs/common';
import { actingAs } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Problem } from '../../kernel/problem';
import { hashOf } from '../../platform/crypto/opaque-token';
import { SystemDatabase } from '../../platform/database/database';
import { TenantsService } from '../../tenancy';
import { actorOf } from '../accounts/account-record';
import { MeDto } from '../accounts/accounts.dto';
import { AccountsRepository } from '../accounts/accounts.repository';
import { AccountsService } from '../accounts/accounts.service';
import { Exchange } from '../authorisation/exchange.decorator';
import { PasswordHashing } from '../passwords/password-hashing';
import { assertStrong } from '../passwords/password-strength';
import { SessionsService } from '../sessions/sessions.service';
import { CompleteSetUpDto, SetUpStateDto } from './set-up.dto';
import { SetUpTokensRepository } from './set-up-tokens.repository';

@Injectable()
export class SetUpService {
  constructor(
    private readonly system: SystemDatabase,
    private readonly accounts: AccountsRepository,
    private readonly people: AccountsService,
    private readonly tokens: SetUpTokensRepository,
    private readonly tenants: TenantsService,
    private readonly hashing: PasswordHashing,
    private readonly sessions: SessionsService,
  ) {}

  async state(): Promise<SetUpStateDto> {
    const required = !(await this.accounts.isThereAny());
    return { required, suggestedTenant: required ? await this.tenants.memberless() : null };
  }

  /** @throws Problem 403 `invalid_set_up_token`, 409 `set_up_done` or `slug_taken`, 422 `password_too_weak`, 503 */
  async complete(exchange: Exchange, wanted: CompleteSetUpDto): Promise<MeDto> {
    const { name, email, password, tenantName, tenantSlug } = wanted;
    const tokenHash = hashOf(wanted.token);
    if (await this.accounts.isThereAny()) throw done();
    if (!(await this.tokens.isGood(tokenHash)))
      // Somebody may have used it since.
      throw (await this.accounts.isThereAny()) ? done() : invalidToken();
    assertStrong(password, [name, email, tenantName, tenantSlug], '/password');
    const account = {
      id: newId(),
      email,
      name,
      passwordHash: await this.hashing.hash(password),
      isOperator: true,
    };
    const opened = await actingAs(actorOf(account, exchange.request), () =>
      this.system.systemTransaction(async (transaction) => {
        if (!(await this.tokens.use(transaction, tokenHash))) throw done();
        if (!(await this.accounts.insert(transaction, account))) throw done();
        const session = await this.sessions.open(transaction, exchange.request, account.id);
        const tenant = { name: tenantName, slug: tenantSlug };
        const owner = { id: account.id, name };
        const adopted = await this.tenants.adoptMemberless(transaction, tenant, owner);
        if (adopted === null) await this.tenants.create(transaction, tenant, owner);
        return session;
      }),
    );
    this.sessions.give(exchange, opened);
    return this.people.describe(account.id, new Date());
  }
}

const done = (): Problem =>
  new Problem(409, 'set_up_done', 'This installation is set up already.', 'Please sign in.');

const invalidToken = (): Problem =>
  new Problem(
    403,
    'invalid_set_up_token',
    'This set-up link is not good.',
    'A newer one may have replaced it. The command `set-up-link` prints a new one.',
  );
