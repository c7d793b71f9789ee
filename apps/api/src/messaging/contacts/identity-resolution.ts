import { Identity } from '../communication-adapter';
import { DAY_MS, IdentityPeriod, isForLife, isSame, isUserId } from './identity-periods';
import { Known, Merge, Outcome, People } from './people';
import { endAt, exclude, IdSpan, userIdsDuring } from './user-ids';

/** Who somebody is at a time, as an element says. */
export interface Claim {
  /** Within which business-scoped user ids are unique: the provider's account. */
  readonly scope: string;
  readonly identities: readonly Identity[];
  readonly formerly: readonly Identity[];
  readonly name: string | null;
  readonly nameSource: 'profile' | 'address_book';
  readonly username: string | null;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  readonly deliveryId: string | null;
}

export interface Resolution extends Outcome {
  /** For each claim; none of them is merged away. */
  readonly contactIds: readonly string[];
}

/**
 * Who is meant by each of some claims, of one tenant, in the order given, and what they change in what is known.
 *
 * A user id names one person for ever, a phone number whoever has it at the time. Two contacts that turn out to have
 * one identity are one person, unless they have two user ids of one account at that time: then the number went from one
 * to the other. What the provider links (`formerly`) is one person in any case.
 * @param known what is known of everybody who has or had an identity of the claims, or a number of one of these
 */
export function resolveClaims(known: Known, claims: readonly Claim[], newId: () => string): Resolution {
  const people = new People(known, newId);
  const contactIds = claims.map((claim) => new Resolving(people, claim).contact());
  return { ...people.outcome(), contactIds: contactIds.map((id) => people.survivorOf(id)) };
}

/** What changes when a member says that two contacts, which are known, are one person. */
export function resolveMerge(known: Known, merge: Pick<Merge, 'from' | 'into'>): Outcome {
  const people = new People(known, () => {
    throw new Error('A merge makes nothing new.');
  });
  people.merge({ ...merge, reason: 'member', deliveryId: null });
  return people.outcome();
}

class Resolving {
  private readonly at: number;
  private readonly now: readonly Identity[];
  private readonly then: readonly Identity[];
  private readonly why: Pick<Merge, 'reason' | 'deliveryId'>;
  private readonly claim: Claim;

  constructor(
    private readonly people: People,
    claim: Claim,
  ) {
    const { identities, formerly, deliveryId } = claim;
    this.now = identities;
    this.then = formerly.filter((former) => !identities.some((identity) => isSame(former, identity)));
    this.at = this.then.length > 0 ? claim.occurredAt : this.believed(claim.occurredAt);
    this.claim = { ...claim, occurredAt: this.at };
    this.why = { reason: this.then.length > 0 ? 'linked' : 'same_identity', deliveryId };
  }

  /** Nobody gets a number within a day of its being given up, and clocks differ: then it is of just before. */
  private believed(occurredAt: number): number {
    const ends = this.now
      .filter((number) => !isForLife(number) && this.periods.at(number, occurredAt) === undefined)
      .flatMap((number) => this.periods.before(number, occurredAt, DAY_MS)?.validTo ?? []);
    return Math.min(occurredAt, ...ends.map((end) => end - 1));
  }

  contact(): string {
    const named = this.owners(this.now);
    const linked = this.then.length === 0 ? named : this.link(named);
    const contact = this.holder(linked) ?? this.people.newContact();
    for (const identity of this.now) {
      // Of somebody else where the two are never to be one.
      if (isForLife(identity))
        this.people.see(this.periods.ownerOf(identity) ?? contact, identity, this.claim);
      else this.take(contact, identity);
    }
    if (this.periods.of(contact).length === 0)
      throw new Error('Somebody new has nothing that they could be recognised by.');
    const one = this.joinNeighbours(contact);
    const { name: text, nameSource: source, username } = this.claim;
    this.people.call(
      one,
      text === null ? null : { text, source, at: this.at },
      username === null ? null : { text: username, at: this.at },
    );
    return one;
  }

  /** The contact that these name for ever; several become one. */
  private owners(identities: readonly Identity[]): string | undefined {
    return identities
      .filter(isForLife)
      .map((identity) => this.periods.ownerOf(identity))
      .reduce((contact, owner) => this.people.unite(contact, owner, this.why), undefined);
  }

  /** The provider says who was the same until then: one contact, whose former identities have ended. */
  private link(contact: string | undefined): string {
    const numbers = this.then.filter((identity) => !isForLife(identity));
    let former = this.owners(this.then);
    for (const number of numbers) {
      const held = this.periods.at(number, this.at, contact) ?? this.periods.before(number, this.at);
      if (held === undefined) continue;
      // First seen long after it was given up: whoever has it now is somebody else, if their ids say so.
      if (held.validFrom > this.at + DAY_MS && this.isSomebodyElse(held, this.people.survivorOf(contact)))
        continue;
      former = this.people.unite(former, held.contactId, this.why);
    }
    const one = this.people.unite(contact, former, this.why) ?? this.people.newContact();
    for (const identity of this.then.filter(isForLife)) {
      this.people.see(this.periods.ownerOf(identity) ?? one, identity, this.claim);
      this.end(identity, this.at);
    }
    for (const number of numbers) this.giveUp(one, number);
    return one;
  }

  private giveUp(contact: string, number: Identity): void {
    const held = this.periods.at(number, this.at, contact);
    if (held?.contactId !== contact || held.validFrom > this.at)
      this.people.add(contact, number, this.claim, this.at);
    else if (held.validTo === null || held.validTo > this.at) held.validTo = this.at;
  }

  /** Whoever has a number is who is meant, where nothing else says who it is. */
  private holder(contact: string | undefined): string | undefined {
    if (contact !== undefined || this.now.some(isForLife)) return contact;
    return this.now
      .map((number) => this.periods.at(number, this.at)?.contactId)
      .reduce((one, other) => this.people.unite(one, other, this.why), undefined);
  }

  /** The number is the contact's at the time of the claim, also where it was somebody else's for all that we knew. */
  private take(contact: string, number: Identity): void {
    const held = this.periods.at(number, this.at, contact);
    if (held === undefined) this.people.add(contact, number, this.claim, null);
    else if (held.contactId === contact) held.validFrom = Math.min(held.validFrom, this.at);
    else this.passOn(held, contact);
  }

  private passOn(held: IdentityPeriod, contact: string): void {
    const take = (until: number | null): void => this.people.add(contact, held, this.claim, until);
    if (this.at < held.validFrom) return take(held.validFrom);
    const next = this.periods.after(held);
    if (held.validTo === null) take(null);
    else if (next?.contactId === contact) next.validFrom = Math.min(next.validFrom, this.at);
    else return take(this.at);
    held.validTo = this.at;
  }

  /** Whether the holder of a number has other user ids than who the claim says had it. */
  private isSomebodyElse(held: IdentityPeriod, contact: string | undefined): boolean {
    const { scope } = this.claim;
    const from = { validFrom: this.at, validTo: null };
    const ours = this.now.filter(isUserId).map(({ kind }): IdSpan => ({ kind, scope, ...from }));
    if (contact !== undefined) ours.push(...userIdsDuring(this.periods.userIdsOf(contact), from));
    return exclude(ours, userIdsDuring(this.periods.userIdsOf(held.contactId), held));
  }

  /**
   * Who has a number one after the other is one person, unless they have two user ids of one account at a time: then it
   * was recycled.
   */
  private joinNeighbours(contact: string): string {
    this.endWithNumbers(contact);
    for (const own of this.periods.of(contact).filter((period) => !isForLife(period))) {
      const others = this.periods
        .touching(own)
        .filter((other) => this.people.canBecomeOne(contact, other.contactId));
      if (others.length === 0) continue;
      const during = userIdsDuring(this.periods.userIdsOf(contact), own);
      for (const other of others) {
        if (exclude(during, userIdsDuring(this.periods.userIdsOf(other.contactId), other))) continue;
        return this.joinNeighbours(this.people.unite(contact, other.contactId, this.why) ?? contact);
      }
    }
    return contact;
  }

  /** Who gives up a number gets new user ids: what began before it ended has ended with it, whenever we hear of it. */
  private endWithNumbers(contact: string): void {
    const periods = this.periods.of(contact);
    const ends = periods
      .filter((period) => !isForLife(period))
      .flatMap((period) => this.periods.givenUp(period) ?? []);
    for (const id of this.periods.userIdsOf(contact)) {
      for (const end of ends) if (id.validFrom < end) endAt(id, end);
    }
  }

  /** Of what is for life: in every account. */
  private end(identity: Identity, time: number): void {
    const owner = this.periods.ownerOf(identity);
    for (const period of owner === undefined ? [] : this.periods.of(owner))
      if (isSame(period, identity)) endAt(period, time);
  }

  private get periods(): People['periods'] {
    return this.people.periods;
  }
}
