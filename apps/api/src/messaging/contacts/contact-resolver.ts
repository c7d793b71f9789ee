import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { Correspondent } from '../communication-adapter';
import { ContactChanges, Resolved } from './contact-changes';
import { ContactsRepository, KnownContact, OfTenant } from './contacts.repository';
import { Claim, Resolution, resolveClaims } from './identity-resolution';

/** What an element says of whom it is with. */
export interface ContactClaim {
  readonly tenantId: string;
  readonly channelId: string;
  /** Within which business-scoped user ids are unique: the account of the channel. */
  readonly scope: string;
  readonly correspondent: Correspondent;
  /** By the clocks of the provider and of the database, never in the future. */
  readonly occurredAt: Date;
  /** Null: no webhook says so, but somebody who is about to write to them. */
  readonly deliveryId: string | null;
}

/** Says which contact each claim is about, and writes down what is new of people. */
@Injectable()
export class ContactResolver {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly changes: ContactChanges,
  ) {}

  /**
   * One contact for each claim, in order; none of them is merged away. Claims of several tenants at once, all current.
   * Callers hold the lock of the exploding step: nobody else makes or merges contacts until the transaction ends.
   */
  async resolveAll(transaction: Transaction, claims: readonly ContactClaim[]): Promise<string[]> {
    const known = Map.groupBy(
      await this.contacts.known(transaction, claims.flatMap(identitiesIn)),
      ({ tenantId }) => tenantId,
    );
    const resolved = [...Map.groupBy(claims, ({ tenantId }) => tenantId)].map(([tenantId, theirs]) =>
      resolvedOf(tenantId, known.get(tenantId) ?? [], theirs.map(toClaim)),
    );
    await this.changes.write(transaction, resolved);
    const answers = new Map(resolved.map(({ tenantId, outcome }) => [tenantId, outcome.contactIds.values()]));
    return claims.map(({ tenantId }) => answers.get(tenantId)?.next().value ?? '');
  }
}

function resolvedOf(
  tenantId: string,
  contacts: readonly KnownContact[],
  claims: readonly Claim[],
): Resolved & { readonly outcome: Resolution } {
  const known = { contacts, periods: contacts.flatMap(({ periods }) => periods) };
  return { tenantId, known, outcome: resolveClaims(known, claims, newId) };
}

function toClaim({ correspondent, scope, occurredAt, deliveryId }: ContactClaim): Claim {
  return { ...correspondent, scope, occurredAt: occurredAt.getTime(), deliveryId };
}

const identitiesIn = ({
  tenantId,
  correspondent,
}: ContactClaim): OfTenant<Correspondent['identities'][0]>[] =>
  [...correspondent.identities, ...correspondent.formerly].map((what) => ({ tenantId, what }));
