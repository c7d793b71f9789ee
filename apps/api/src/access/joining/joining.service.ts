import { Injectable } from '@nestjs/common';
import { actingAs } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { invalidInput, Problem } from '../../kernel/problem';
import { SystemDatabase } from '../../platform/database/database';
import { InvitationsService } from '../../tenancy';
import { actorOf } from '../accounts/account-record';
import { Account, AccountsRepository } from '../accounts/accounts.repository';
import { Exchange } from '../authorisation/exchange.decorator';
import { PasswordHashing } from '../passwords/password-hashing';
import { assertStrong } from '../passwords/password-strength';
import { SessionsService } from '../sessions/sessions.service';
import { AcceptedInvitationDto, AcceptInvitationDto, InvitationPreviewDto } from './joining.dto';

/** Becoming a member by an invitation: with the account one has, or with a new one. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly system: SystemDatabase,
    private readonly invitations: InvitationsService,
    private readonly accounts: AccountsRepository,
    private readonly hashing: PasswordHashing,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws Problem 404 `invitation_not_found`, 410 */
  async preview(token: string): Promise<InvitationPreviewDto> {
    const { expiresAt, ...preview } = await this.invitations.preview(token);
    const account = await this.accounts.findByEmail(preview.email);
    return { ...preview, expiresAt: expiresAt.toISOString(), hasAccount: account !== null };
  }

  /** @throws Problem 400, 401 `sign_in_required`, 403 `other_account`, 404, 409 `already_member`, 410, 422, 503 */
  async accept(exchange: Exchange, answer: AcceptInvitationDto): Promise<AcceptedInvitationDto> {
    const { email, tenantName } = await this.invitations.preview(answer.token);
    const account = await this.accounts.findByEmail(email);
    return account === null
      ? this.acceptAsNewcomer(exchange, email, tenantName, answer)
      : this.acceptAs(exchange, account, answer.token);
  }

  private async acceptAs(
    exchange: Exchange,
    account: Account,
    token: string,
  ): Promise<AcceptedInvitationDto> {
    const me = await this.sessions.find(exchange.request, exchange.reply, undefined);
    if (me === null) throw signInFirst();
    if (me.userId !== account.id) {
      throw new Problem(403, 'other_account', 'This invitation is for another account.', 'Sign out first.');
    }
    return actingAs(actorOf(account, exchange.request), () =>
      this.system.systemTransaction(async (transaction) => {
        await this.sessions.renew(exchange, me, { confirmed: false }, transaction);
        const { slug, name } = await this.invitations.accept(transaction, token, account);
        return { tenant: { slug, name } };
      }),
    );
  }

  private async acceptAsNewcomer(
    exchange: Exchange,
    email: string,
    tenantName: string,
    { token, name, password }: AcceptInvitationDto,
  ): Promise<AcceptedInvitationDto> {
    if (name === undefined || password === undefined) throw needed({ name, password });
    assertStrong(password, [name, email, tenantName], '/password');
    const passwordHash = await this.hashing.hash(password);
    const account = { id: newId(), email, name, passwordHash, isOperator: false };
    const { session, tenant } = await actingAs(actorOf(account, exchange.request), () =>
      this.system.systemTransaction(async (transaction) => {
        // Somebody with the same link was faster.
        if (!(await this.accounts.insert(transaction, account))) throw signInFirst();
        const session = await this.sessions.open(transaction, exchange.request, account.id);
        return { session, tenant: await this.invitations.accept(transaction, token, account) };
      }),
    );
    this.sessions.give(exchange, session);
    return { tenant: { slug: tenant.slug, name: tenant.name } };
  }
}

function needed(given: Readonly<Record<'name' | 'password', string | undefined>>): Problem {
  const missing = (['name', 'password'] as const).filter((field) => given[field] === undefined);
  return invalidInput(
    missing.map((field) => ({
      pointer: `/${field}`,
      code: 'required',
      detail: `${field} is needed for a new account`,
    })),
  );
}

const signInFirst = (): Problem =>
  new Problem(401, 'sign_in_required', 'Please sign in.', 'The invited person has an account already.');
