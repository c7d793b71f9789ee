import { Identity } from '../communication-adapter';
import { DAY_MS, IdentityPeriod, isForLife, isSame, isUserId } from './identity-periods';
import { Known, Merge, Outcome, People } from './people';
import { endAt, exclude, IdSpan, userIdsAt, userIdsDuring } from './user-ids';

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

  constructor(
    private readonly people: People,
    private readonly claim: Claim,
  ) {
    const { occurredAt, identities, formerly, deliveryId } = claim;
    this.at = occurredAt;
    this.now = identities;
    this.then = formerly.filter((former) => !identities.some((identity) => isSame(former, identity)));
    this.why = { reason: this.then.length > 0 ? 'linked' : 'same_identity', deliveryId };
  }

  contact(): string {
    const named = this.owners(this.now);
    const linked = this.then.length === 0 ? named : this.link(named);
    const { contact = this.people.newContact(), until } = this.takeNumbers(linked);
    for (const identity of this.now.filter(isForLife)) {
      this.people.see(contact, identity, this.claim);
      if (until !== null) this.end(identity, until);
    }
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
      if (held.validFrom > this.at + DAY_MS && this.areTwo(held, this.people.survivorOf(contact))) continue;
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

  /** `until`: the number was given up then, and with it the user ids that it came with. */
  private takeNumbers(contact: string | undefined): { contact: string | undefined; until: number | null } {
    let until: number | null = null;
    for (const number of this.now.filter((identity) => !isForLife(identity))) {
      const held = this.periods.at(number, this.at, contact);
      if (held !== undefined && held.contactId !== contact && !this.areTwo(held, contact)) {
        until = this.periods.givenUp(held);
        held.validFrom = Math.min(held.validFrom, this.at);
        contact = this.people.unite(contact, held.contactId, this.why);
      } else contact = this.takeNumber(contact ?? this.people.newContact(), number, held);
    }
    return { contact, until };
  }

  private takeNumber(contact: string, number: Identity, held: IdentityPeriod | undefined): string {
    if (held === undefined) this.people.add(contact, number, this.claim, null);
    else if (held.contactId === contact) held.validFrom = Math.min(held.validFrom, this.at);
    else this.passOn(held, contact);
    return contact;
  }

  /** The number was `held` by somebody else, and is the contact's at the time of the claim. */
  private passOn(held: IdentityPeriod, contact: string): void {
    const take = (until: number | null): void => this.people.add(contact, held, this.claim, until);
    if (this.at < held.validFrom) return take(held.validFrom);
    if (held.validTo !== null && held.validTo < this.at) return take(null);
    const next = this.periods.after(held);
    if (held.validTo === null) take(null);
    else if (next?.contactId === contact) next.validFrom = Math.min(next.validFrom, this.at);
    else return take(this.at);
    held.validTo = this.at;
  }

  /** Whether the holder of a number and the contact of the claim are two people. */
  private areTwo(held: IdentityPeriod, contact: string | undefined): boolean {
    if (contact !== undefined && this.people.areApart(contact, held.contactId)) return true;
    const theirs = userIdsAt(this.periods.of(held.contactId), this.at, held.validTo);
    const ours = this.now.filter(isUserId).map((identity) => this.spanOf(identity));
    if (contact !== undefined) ours.push(...this.userIdsAround(contact));
    if (this.then.length === 0) return exclude(ours, theirs);
    // What is linked may have new ids everywhere from that moment on, so the older ones tell nothing of the newer.
    const isNew = ({ validFrom }: IdSpan): boolean => validFrom >= this.at;
    const isOld = (id: IdSpan): boolean => !isNew(id);
    return (
      exclude(ours.filter(isNew), theirs.filter(isNew)) || exclude(ours.filter(isOld), theirs.filter(isOld))
    );
  }

  /** As known, or as it will be known by the claim. */
  private spanOf({ kind, value }: Identity): IdSpan {
    const { scope } = this.claim;
    const owner = this.periods.ownerOf({ kind, value });
    const known = owner === undefined ? [] : this.periods.of(owner);
    const same = known.find((other) => isSame(other, { kind, value }) && other.scope === scope);
    return { kind, scope, validFrom: this.at, validTo: null, ...same };
  }

  /** The contact's as long as those of the claim were. */
  private userIdsAround(contact: string): IdSpan[] {
    const periods = this.periods.of(contact);
    const ends = periods
      .filter((id) => isUserId(id) && this.now.some((identity) => isSame(identity, id)))
      .flatMap(({ validTo }) => validTo ?? []);
    return userIdsAt(periods, this.at, ends.length === 0 ? null : Math.min(...ends));
  }

  /**
   * A number went from one contact to another because of their user ids, and now we know that the ids of one had ended
   * by then: they are one person after all.
   */
  private joinNeighbours(contact: string): string {
    this.endWithNumbers(contact);
    for (const own of this.periods.of(contact).filter((period) => !isForLife(period))) {
      const during = userIdsDuring(this.periods.of(contact), own);
      for (const other of this.periods.touching(own)) {
        if (other.contactId === contact || this.people.areApart(contact, other.contactId)) continue;
        if (exclude(during, userIdsDuring(this.periods.of(other.contactId), other))) continue;
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
    for (const id of periods.filter(isUserId)) {
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
