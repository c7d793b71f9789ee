import { Injectable } from '@nestjs/common';
import { Actor, forTenants } from '../../kernel/context';
import { setTenants } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { AuditTrail, DeedTo } from '../../tenancy';
import { PrincipalRequest } from '../authorisation/principal';
import { AccountsRepository } from './accounts.repository';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What happens to an account concerns every tenant that its person is a member of, so each has it in its record. */
@Injectable()
export class AccountRecord {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** Part of a transaction over the system's tables; the last thing in it, since it changes the transaction's tenants. */
  async writeAcrossTenants(
    transaction: Transaction,
    person: Person,
    action: `account.${DeedTo<'account'>}`,
    after?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const memberships = await this.accounts.membershipsAcrossTenants(person.id, transaction);
    const tenantIds = memberships.map(({ tenantId }) => tenantId);
    // In one order for all, since each record is locked while it is written.
    for (const tenantId of tenantIds.sort()) {
      await setTenants(transaction, [tenantId]);
      await forTenants([tenantId], () =>
        this.trail.record(transaction, {
          action,
          target: { kind: 'account', id: person.id, name: person.name },
          ...(after !== undefined && { after }),
        }),
      );
    }
  }
}

/** Who acts on a route that is open without a session, once they proved who they are. */
export function actorOf({ id, name }: Person, { ip, headers }: PrincipalRequest): Actor {
  return { kind: 'user', id, name, address: ip, userAgent: headers['user-agent'] };
}
