import { Injectable } from '@nestjs/common';
import { notFound, Problem } from '../../kernel/problem';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { AuditTrail } from '../../tenancy';
import { ContactDetails, ContactDetailsRepository, ContactStanding } from './contact-details.repository';
import { ContactMerging } from './contact-merging';
import { ContactUnmergesRepository, MergeToUndo } from './contact-unmerges.repository';
import { inGoodTime } from './in-good-time';

/** Merging touches what waits in the lanes, which only parley_system may: it does so for the tenant of the request. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly details: ContactDetailsRepository,
    private readonly merging: ContactMerging,
    private readonly unmerges: ContactUnmergesRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Problem 404 */
  get(id: string): Promise<ContactDetails> {
    return this.app.reading((transaction) => this.find(transaction, id));
  }

  /** `from` is the same person: whatever is theirs becomes the other's. @throws Problem 400 for one contact, 404, 409, 503 */
  merge(into: string, from: string): Promise<ContactDetails> {
    if (into === from) throw new Problem(400, 'same_contact', 'A contact cannot be merged into itself.');
    return this.alone(async (transaction) => {
      const [survivor, gone] = await this.bothStanding(transaction, into, from);
      await this.merging.merge(transaction, into, from);
      const merged = await this.find(transaction, into);
      await this.audit.record(transaction, {
        action: 'contacts.merged',
        target: { kind: 'contact', id: into, name: survivor.name },
        after: { fromContactId: from, fromName: gone.name },
      });
      return merged;
    });
  }

  /** They are two after all, and will not be merged again by themselves. @throws Problem 404, 409, 503 */
  undoMerge(into: string, mergeId: string): Promise<ContactDetails> {
    return this.alone(async (transaction) => {
      const merge = await this.undoable(transaction, into, mergeId);
      await this.merging.undo(transaction, merge);
      const survivor = await this.find(transaction, into);
      await this.audit.record(transaction, {
        action: 'contacts.unmerged',
        target: { kind: 'contact', id: into, name: merge.intoName },
        after: { fromContactId: merge.fromContactId, fromName: merge.fromName },
      });
      return survivor;
    });
  }

  /** Nobody else makes, merges or separates contacts meanwhile. */
  private alone<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.system.transaction((transaction) =>
      inGoodTime(transaction, async () => {
        await this.merging.begin(transaction);
        return work(transaction);
      }),
    );
  }

  private async bothStanding(
    transaction: Transaction,
    into: string,
    from: string,
  ): Promise<[ContactStanding, ContactStanding]> {
    const standing = await this.details.standing(transaction, [into, from]);
    const [survivor, gone] = [into, from].map((id) => standing.find((contact) => contact.id === id));
    if (survivor === undefined || gone === undefined) throw notFound('contact');
    if (survivor.isMerged || gone.isMerged)
      throw new Problem(409, 'already_merged', 'One of these contacts was merged into another already.');
    return [survivor, gone];
  }

  private async undoable(transaction: Transaction, into: string, mergeId: string): Promise<MergeToUndo> {
    const merge = await this.unmerges.lock(transaction, into, mergeId);
    if (merge === null) throw notFound('merge');
    if (merge.undoneAt !== null) throw new Problem(409, 'merge_undone', 'This merge was undone already.');
    if (merge.intoIsMerged) {
      const detail = 'The contact was itself merged into another since. Undo that first.';
      throw new Problem(409, 'already_merged', 'This contact was merged.', detail);
    }
    return merge;
  }

  private async find(transaction: Transaction, id: string): Promise<ContactDetails> {
    const contact = await this.details.find(transaction, id);
    if (contact === null) throw notFound('contact');
    return contact;
  }
}
