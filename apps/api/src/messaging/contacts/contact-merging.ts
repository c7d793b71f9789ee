import { Injectable } from '@nestjs/common';
import { currentActor, currentTenant } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { afterCommit, Transaction } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { ConsentRepository } from '../consent/consent.repository';
import { LanesRepository } from '../inbound/lanes.repository';
import { PendingEvents } from '../inbound/pending-events';
import { ContactChanges } from './contact-changes';
import { ContactUnmergesRepository, MergeToUndo } from './contact-unmerges.repository';
import { ContactsRepository } from './contacts.repository';
import { resolveMerge } from './identity-resolution';
import { MAX_IDENTITIES } from './people';

/** Merges and separates contacts by hand, for the current tenant and its actor. Transactions are of parley_system. */
@Injectable()
export class ContactMerging {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly changes: ContactChanges,
    private readonly unmerges: ContactUnmergesRepository,
    private readonly consents: ConsentRepository,
    private readonly pending: PendingEvents,
    private readonly lanes: LanesRepository,
    private readonly realtime: Realtime,
  ) {}

  /** Until the transaction ends nobody else makes, merges or separates contacts. To be called before they are looked at. */
  begin(transaction: Transaction): Promise<void> {
    return this.lanes.waitForExploding(transaction);
  }

  /** Both are there, and neither is merged away. @throws Problem 409 where that would be more than is kept of anybody */
  async merge(transaction: Transaction, into: string, from: string): Promise<void> {
    const contacts = await this.contacts.knownByIds(transaction, [into, from]);
    const known = { contacts, periods: contacts.flatMap(({ periods }) => periods) };
    if (known.periods.length > MAX_IDENTITIES)
      throw new Problem(409, 'too_many_identities', 'Nobody has that many numbers and user ids.');
    const resolved = { tenantId: currentTenant(), known, outcome: resolveMerge(known, { from, into }) };
    await this.changes.write(transaction, [resolved], currentActor().name);
  }

  async undo(transaction: Transaction, merge: MergeToUndo): Promise<void> {
    const tenantId = currentTenant();
    const { fromContactId, intoContactId } = merge;
    // Nothing waits for whoever was merged away: this is for the lanes of both.
    await this.pending.moveToContact(transaction, { tenantId, fromContactId, intoContactId });
    await this.consents.giveBack(transaction, { from: fromContactId, into: intoContactId });
    const changed = await this.unmerges.giveBack(transaction, merge, currentActor().name);
    afterCommit(transaction, () =>
      this.realtime.publish(changed.map((conversationId) => ({ tenantId, conversationId }))),
    );
  }
}
