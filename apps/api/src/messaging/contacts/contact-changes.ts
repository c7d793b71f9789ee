import { Injectable } from '@nestjs/common';
import { afterCommit, Transaction } from '../../platform/database/transaction';
import { Change, Realtime } from '../../platform/realtime/realtime';
import { PendingEvents } from '../inbound/pending-events';
import { ConsentRepository } from '../consent/consent.repository';
import { ContactMergesRepository } from './contact-merges.repository';
import { ContactsRepository, OfTenant } from './contacts.repository';
import { IdentityPeriod } from './identity-periods';
import { Known, MergeOfTenant, Outcome, ResolvedContact } from './people';

/** What was known of people of one tenant, and what is found out. */
export interface Resolved {
  readonly tenantId: string;
  readonly known: Known;
  readonly outcome: Outcome;
}

/** Writes down what is new of people, all of it set-wise but the merges, which are rare. */
@Injectable()
export class ContactChanges {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly merges: ContactMergesRepository,
    private readonly consents: ConsentRepository,
    private readonly pending: PendingEvents,
    private readonly realtime: Realtime,
  ) {}

  /** Callers hold the lock of the exploding step: nobody else makes or merges contacts until the transaction ends. */
  async write(
    transaction: Transaction,
    resolved: readonly Resolved[],
    mergedByName: string | null = null,
  ): Promise<void> {
    const merges = resolved.flatMap(mergesOf);
    // First, since it takes locks: whoever holds one of those may wait for rows.
    for (const { tenantId, from, into } of merges)
      await this.pending.moveToContact(transaction, { tenantId, fromContactId: from, intoContactId: into });
    const newContacts = resolved.flatMap(newContactsOf);
    await this.contacts.insert(transaction, newContacts);
    await this.contacts.update(transaction, resolved.flatMap(renamedOf));
    // An identity is given up by one before it is another's: also between two rows it has one owner at a time.
    const changed = resolved.flatMap(changedPeriodsOf);
    const isOpen = ({ what }: (typeof changed)[0]): boolean => what.validTo === null;
    await this.contacts.updatePeriods(
      transaction,
      changed.filter((one) => !isOpen(one)),
    );
    await this.contacts.updatePeriods(transaction, changed.filter(isOpen));
    await this.contacts.insertPeriods(transaction, resolved.flatMap(newPeriodsOf));
    const changes: Change[] = [];
    for (const merge of merges) {
      await this.consents.carryOver(transaction, merge);
      changes.push(...(await this.merges.carryOver(transaction, merge, mergedByName)));
    }
    if (changes.length > 0) afterCommit(transaction, () => this.realtime.publish(changes));
  }
}

function mergesOf({ tenantId, known, outcome }: Resolved): MergeOfTenant[] {
  const now = new Map([...outcome.periods, ...outcome.absorbed].map(({ id, contactId }) => [id, contactId]));
  const contacts = new Map(known.contacts.map((contact) => [contact.id, contact]));
  const moved = Map.groupBy(
    known.periods.filter(({ id, contactId }) => (now.get(id) ?? contactId) !== contactId),
    ({ contactId }) => contactId,
  );
  return outcome.merges.map((merge) => {
    const before = contacts.get(merge.into);
    if (before === undefined) throw new Error('A contact was merged into one that is not known.');
    const pair = [merge.from, merge.into];
    const identities = pair
      .flatMap((contactId) => moved.get(contactId) ?? [])
      .filter(({ id }) => pair.includes(now.get(id) ?? ''))
      .map(({ id, contactId }) => ({ id, contactId }));
    return { ...merge, tenantId, before, identities };
  });
}

function newContactsOf({ tenantId, known, outcome }: Resolved): OfTenant<ResolvedContact>[] {
  const ids = new Set(known.contacts.map(({ id }) => id));
  return outcome.contacts.filter(({ id }) => !ids.has(id)).map((what) => ({ tenantId, what }));
}

function renamedOf({ tenantId, known, outcome }: Resolved): OfTenant<ResolvedContact>[] {
  const before = new Map(known.contacts.map((contact) => [contact.id, contact]));
  return outcome.contacts
    .filter(({ id, name, username }) => {
      const was = before.get(id);
      return was !== undefined && !(isSameName(was.name, name) && isSameName(was.username, username));
    })
    .map((what) => ({ tenantId, what }));
}

function changedPeriodsOf({ tenantId, known, outcome }: Resolved): OfTenant<IdentityPeriod>[] {
  const before = new Map(known.periods.map((period) => [period.id, period]));
  return [...outcome.periods, ...outcome.absorbed]
    .filter(({ id, contactId, validFrom, validTo }) => {
      const was = before.get(id);
      return (
        was !== undefined &&
        (was.contactId !== contactId || was.validFrom !== validFrom || was.validTo !== validTo)
      );
    })
    .map((what) => ({ tenantId, what }));
}

function newPeriodsOf({ tenantId, known, outcome }: Resolved): OfTenant<IdentityPeriod>[] {
  const ids = new Set(known.periods.map(({ id }) => id));
  return outcome.periods.filter(({ id }) => !ids.has(id)).map((what) => ({ tenantId, what }));
}

type Said = { readonly text: string; readonly at: number; readonly source?: string } | null;

const isSameName = (one: Said, other: Said): boolean =>
  one?.text === other?.text && one?.at === other?.at && one?.source === other?.source;
