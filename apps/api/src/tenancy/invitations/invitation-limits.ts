import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';
import { AuditEventsRepository } from '../audit/audit-events.repository';
import { TenantsRepository } from '../tenants/tenants.repository';
import { tooManyLinks, tooManyWaiting } from './invitations.errors';
import { InvitationsRepository } from './invitations.repository';

const MAX_WAITING = 500;
const LINKS_PER_DAY = 1_000;
/** Each is a mail to somebody who did not ask for it. */
const LINKS_PER_ADDRESS_PER_DAY = 5;
const DAY_MS = 24 * 3_600_000;

const LINK_DEEDS = ['invitation.created', 'invitation.link_renewed'] as const;

/** How many invitations a tenant may have and send. Its record says how many there were. */
@Injectable()
export class InvitationLimits {
  constructor(
    private readonly tenants: TenantsRepository,
    private readonly invitations: InvitationsRepository,
    private readonly events: AuditEventsRepository,
  ) {}

  /** From now on nobody else in the tenant makes or changes one until the transaction ends. Call it first. */
  async lock(transaction: Transaction): Promise<void> {
    await this.tenants.lock(transaction);
  }

  /** @throws Problem 409 */
  async assertRoom(transaction: Transaction): Promise<void> {
    if ((await this.invitations.countUnanswered(transaction)) >= MAX_WAITING)
      throw tooManyWaiting(MAX_WAITING);
  }

  /** @throws ProblemForNow 429 */
  async assertMaySend(transaction: Transaction, email: string, now: Date): Promise<void> {
    await this.assertFewer(transaction, LINKS_PER_ADDRESS_PER_DAY, email, now);
    await this.assertFewer(transaction, LINKS_PER_DAY, null, now);
  }

  private async assertFewer(
    transaction: Transaction,
    most: number,
    email: string | null,
    now: Date,
  ): Promise<void> {
    const since = new Date(now.getTime() - DAY_MS);
    const sent = await this.events.countSince(transaction, { actions: LINK_DEEDS, targetName: email, since });
    if (sent.count < most) return;
    const waitMs = (sent.first ?? now).getTime() + DAY_MS - now.getTime();
    throw tooManyLinks(Math.max(1, Math.ceil(waitMs / 1000)));
  }
}
