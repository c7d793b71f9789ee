import { Injectable } from '@nestjs/common';
import { currentActor, currentContext, currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { AuditAction } from './audit-actions';
import { AuditFacts, hashAfter, storable, storableText } from './audit-chain';
import { AuditEventsRepository } from './audit-events.repository';
import { assertNoSecrets } from './audit-secrets';

/** What was done to what. Who did it, where from, for which tenant and in which request come from the context. */
export interface Deed {
  readonly action: AuditAction | `template.${string}`;
  readonly target: { readonly kind: string; readonly id?: string; readonly name?: string };
  /** What changed, as it was and as it is; never a secret. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Browsers write about themselves at length; the rest says nothing more. */
const USER_AGENT_LENGTH = 400;

/** The record of what was done in a tenant: append-only, each event chained to the one before by its hash. */
@Injectable()
export class AuditTrail {
  constructor(private readonly events: AuditEventsRepository) {}

  /**
   * Part of the caller's transaction: what is not recorded did not happen. Call it last: nobody else in the tenant
   * can record anything until that transaction ends.
   * @throws Error when a secret was about to be recorded, Problem 400 for a text that looks like one
   */
  async record(transaction: Transaction, deed: Deed): Promise<void> {
    assertNoSecrets(deed.target.name, '/target/name');
    assertNoSecrets(deed.before, '/before');
    assertNoSecrets(deed.after, '/after');
    const { sequence, hash: previousHash } = await this.events.lockHead(transaction);
    const facts = factsOf(deed, sequence + 1);
    await this.events.append(transaction, { facts, previousHash, hash: hashAfter(previousHash, facts) });
  }
}

function factsOf({ action, target, before, after }: Deed, sequence: number): AuditFacts {
  const actor = currentActor();
  return {
    tenantId: currentTenant(),
    id: newId(),
    sequence,
    occurredAt: new Date().toISOString().replace('Z', '000Z'),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: storableText(actor.name),
    action,
    targetKind: target.kind,
    targetId: textOrNull(target.id),
    targetName: textOrNull(target.name),
    address: textOrNull(actor.address),
    userAgent: textOrNull(actor.userAgent?.slice(0, USER_AGENT_LENGTH)),
    requestId: textOrNull(currentContext()?.correlationId),
    before: storable(before),
    after: storable(after),
  };
}

const textOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : storableText(text);
