import { Identity } from '../communication-adapter';
import { betterName, ContactName, nameByIdentity } from './contact-name';
import { DAY_MS, IdentityPeriod, IdentityPeriods, isForLife, isSame, isUserId } from './identity-periods';

/** A contact as far as recognising it goes. */
export interface ResolvedContact {
  readonly id: string;
  name: ContactName;
  username: { readonly text: string; readonly at: number } | null;
  /** Who is not the same person, as a member said by undoing a merge. */
  readonly apart: readonly string[];
}

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

export interface Merge {
  readonly from: string;
  readonly into: string;
  /** linked: the provider said so. same_identity: they turned out to have one. member: somebody here said so. */
  readonly reason: 'linked' | 'same_identity' | 'member';
  readonly deliveryId: string | null;
}

export interface Known {
  readonly contacts: readonly ResolvedContact[];
  readonly periods: readonly IdentityPeriod[];
}

export interface Resolution {
  /** For each claim; none of them is merged away. */
  readonly contactIds: readonly string[];
  /** All that are not merged away, the known ones as they are now. */
  readonly contacts: readonly ResolvedContact[];
  /** Those of the contacts. */
  readonly periods: readonly IdentityPeriod[];
  /** Known ones that became a part of another, and stay with whoever was merged away. */
  readonly absorbed: readonly IdentityPeriod[];
  /** Of contacts that were known before, in order. */
  readonly merges: readonly Merge[];
}

type IdSpan = Pick<IdentityPeriod, 'kind' | 'scope' | 'validFrom' | 'validTo'>;

/** Phone numbers and groups are the same for everybody; user ids belong to an account. */
const EVERYWHERE = 'whatsapp';

/**
 * Who is meant by each of some claims, of one tenant, in the order given, and what they change in what is known.
 *
 * A user id names one person for ever, a phone number whoever has it at the time. Two contacts that turn out to have
 * one identity are one person, unless they have two different user ids of one account at that time: then the number
 * went from one to the other. What the provider links (`formerly`) is one person in any case.
 * @param known what is known of every identity in the claims, and of every contact that has one of them
 */
export function resolveClaims(
  known: Known,
  claims: readonly Claim[],
  newId: () => string,
): Resolution {
  const resolving = new Resolving(known, newId);
  const contactIds = claims.map((claim) => resolving.resolve(claim));
  return resolving.result(contactIds);
}

/** What changes when a member says that two contacts, which are known, are one person. */
export function resolveMerge(known: Known, merge: Omit<Merge, 'reason' | 'deliveryId'>, newId: () => string): Resolution {
  const resolving = new Resolving(known, newId);
  resolving.merge({ ...merge, reason: 'member', deliveryId: null });
  return resolving.result([]);
}

class Resolving {
  private readonly known: ReadonlySet<string>;
  private readonly contacts: Map<string, ResolvedContact>;
  private readonly knownPeriods: readonly IdentityPeriod[];
  private readonly periods: IdentityPeriods;
  private readonly mergedInto = new Map<string, string>();
  private readonly merges: Merge[] = [];

  constructor(
    { contacts, periods }: Known,
    private readonly newId: () => string,
  ) {
    this.known = new Set(contacts.map(({ id }) => id));
    this.contacts = new Map(contacts.map((contact) => [contact.id, { ...contact }]));
    this.knownPeriods = periods.map((period) => ({ ...period }));
    this.periods = new IdentityPeriods(this.knownPeriods, newId);
  }

  resolve(claim: Claim): string {
    const now = claim.identities;
    const then = claim.formerly.filter((former) => !now.some((identity) => isSame(former, identity)));
    const named = this.owners(now, claim);
    const linked = then.length === 0 ? named : this.link(named, then, claim);
    const { contact = this.newContact(), until } = this.takePhones(linked, claim);
    for (const identity of now.filter(isForLife)) {
      this.see(contact, identity, claim);
      if (until !== null) this.end(identity, until);
    }
    const one = this.joinNeighbours(contact, claim);
    this.call(one, claim);
    return one;
  }

  result(contactIds: readonly string[]): Resolution {
    for (const contact of this.contacts.values()) {
      if (contact.name.source === 'identity')
        contact.name = { ...contact.name, text: nameByIdentity(this.periods.of(contact.id)) };
    }
    return {
      contactIds: contactIds.map((id) => this.survivorOf(id)),
      contacts: [...this.contacts.values()],
      periods: [...this.periods],
      absorbed: this.knownPeriods.filter(({ contactId }) => !this.contacts.has(contactId)),
      merges: this.merges.map((merge) => ({ ...merge, into: this.survivorOf(merge.into) })),
    };
  }

  /** The contact that these name for ever; several become one. */
  private owners(identities: readonly Identity[], claim: Claim): string | undefined {
    return identities
      .filter(isForLife)
      .map((identity) => this.periods.ownerOf(identity))
      .reduce((contact, owner) => this.unite(contact, owner, claim), undefined);
  }

  /** The provider says who was the same until then: one contact, whose former identities have ended. */
  private link(contact: string | undefined, then: readonly Identity[], claim: Claim): string {
    const at = claim.occurredAt;
    const phones = then.filter((identity) => !isForLife(identity));
    let former = this.owners(then, claim);
    for (const phone of phones) {
      const held = this.periods.at(phone, at, contact) ?? this.periods.before(phone, at);
      if (held === undefined) continue;
      // First seen long after it was given up: whoever has it now is somebody else, if their ids say so.
      if (held.validFrom > at + DAY_MS && this.areTwo(held, this.survivorOf(contact), claim)) continue;
      former = this.unite(former, held.contactId, claim);
    }
    if (phones.length > 0 && former !== undefined) this.endUserIds(former, claim);
    const one = this.unite(contact, former, claim) ?? this.newContact();
    for (const identity of then) {
      if (isForLife(identity)) {
        this.see(this.periods.ownerOf(identity) ?? one, identity, claim);
        this.end(identity, at);
      } else this.giveUp(one, identity, claim);
    }
    return one;
  }

  private giveUp(contact: string, phone: Identity, claim: Claim): void {
    const at = claim.occurredAt;
    const held = this.periods.at(phone, at, contact);
    if (held?.contactId !== contact || held.validFrom > at) this.add(contact, phone, claim, at);
    else if (held.validTo === null || held.validTo > at) held.validTo = at;
  }

  /** Those that came with the number that was given up, also in its last moment. */
  private endUserIds(former: string, { identities, occurredAt }: Claim): void {
    for (const period of this.periods.of(former).filter(isUserId)) {
      const isNew = identities.some((identity) => isSame(identity, period));
      if (!isNew && period.validFrom <= occurredAt) this.endPeriod(period, occurredAt);
    }
  }

  /** `until`: the number was given up then, and with it the user ids that it came with. */
  private takePhones(
    contact: string | undefined,
    claim: Claim,
  ): { contact: string | undefined; until: number | null } {
    let until: number | null = null;
    for (const phone of claim.identities.filter((identity) => !isForLife(identity))) {
      const held = this.periods.at(phone, claim.occurredAt, contact);
      if (held !== undefined && held.contactId !== contact && !this.areTwo(held, contact, claim)) {
        until = held.validTo;
        held.validFrom = Math.min(held.validFrom, claim.occurredAt);
        contact = this.unite(contact, held.contactId, claim);
      } else contact = this.takePhone(contact, phone, held, claim);
    }
    return { contact, until };
  }

  private takePhone(
    contact: string = this.newContact(),
    phone: Identity,
    held: IdentityPeriod | undefined,
    claim: Claim,
  ): string {
    const at = claim.occurredAt;
    if (held === undefined) this.add(contact, phone, claim, null);
    else if (held.contactId === contact) held.validFrom = Math.min(held.validFrom, at);
    else this.passOn(held, contact, claim);
    return contact;
  }

  /** The number was `held` by somebody else, and is the contact's at the time of the claim. */
  private passOn(held: IdentityPeriod, contact: string, claim: Claim): void {
    const at = claim.occurredAt;
    if (at < held.validFrom) return this.add(contact, held, claim, held.validFrom);
    if (held.validTo !== null && held.validTo < at) return this.add(contact, held, claim, null);
    const next = this.periods.after(held);
    if (held.validTo === null) this.add(contact, held, claim, null);
    else if (next?.contactId === contact) next.validFrom = Math.min(next.validFrom, at);
    else return this.add(contact, held, claim, at);
    held.validTo = at;
  }

  /** Whether the holder of a number and the contact of a claim have user ids of one account at that time: two, then. */
  private areTwo(held: IdentityPeriod, contact: string | undefined, claim: Claim): boolean {
    if (contact !== undefined && this.areApart(contact, held.contactId)) return true;
    const theirs = this.userIdsOf(held.contactId, held.validTo, claim);
    const ours = claim.identities.filter(isUserId).map((identity) => this.periodOf(identity, claim));
    if (contact !== undefined) ours.push(...this.userIdsOf(contact, this.endOfIds(contact, claim), claim));
    if (claim.formerly.length === 0) return exclude(ours, theirs);
    // What is linked may have new ids everywhere from that moment on, so the older ones tell nothing of the newer.
    const isNew = ({ validFrom }: IdSpan): boolean => validFrom >= claim.occurredAt;
    const isOld = (id: IdSpan): boolean => !isNew(id);
    return (
      exclude(ours.filter(isNew), theirs.filter(isNew)) || exclude(ours.filter(isOld), theirs.filter(isOld))
    );
  }

  /** Those that had not ended at the time of the claim, and that began before the end of what is asked about. */
  private userIdsOf(contact: string, end: number | null, claim: Claim): IdSpan[] {
    return this.periods
      .of(contact)
      .filter(isUserId)
      .filter(({ validTo }) => validTo === null || validTo > claim.occurredAt)
      .filter(({ validFrom }) => end === null || validFrom < end);
  }

  /** As known, or as it will be known by the claim. */
  private periodOf(identity: Identity, claim: Claim): IdSpan {
    const owner = this.periods.ownerOf(identity);
    const known =
      owner === undefined ? [] : this.periods.of(owner).filter((other) => isSame(other, identity));
    const { kind } = identity;
    const { scope, occurredAt: validFrom } = claim;
    return { kind, scope, validFrom, validTo: null, ...known.find((other) => other.scope === scope) };
  }

  /** Until when the contact had the user ids of the claim. */
  private endOfIds(contact: string, { identities }: Claim): number | null {
    const ends = this.periods
      .of(contact)
      .filter((period) => isUserId(period) && identities.some((identity) => isSame(identity, period)))
      .flatMap(({ validTo }) => validTo ?? []);
    return ends.length === 0 ? null : Math.min(...ends);
  }

  /** Who gives up a number gets new user ids: whatever began before it ended has ended with it, whenever we hear of it. */
  private endWithNumbers(contact: string): void {
    const periods = this.periods.of(contact);
    const ends = periods.filter((period) => !isForLife(period)).flatMap(({ validTo }) => validTo ?? []);
    for (const period of periods.filter(isUserId))
      for (const end of ends) if (period.validFrom < end) this.endPeriod(period, end);
  }

  /**
   * A number went from one contact to another because of their user ids, and now we know that the ids of one had ended
   * by then: they are one person after all.
   */
  private joinNeighbours(contact: string, claim: Claim): string {
    this.endWithNumbers(contact);
    for (const own of this.periods.of(contact)) {
      if (isForLife(own)) continue;
      for (const other of this.periods.touching(own)) {
        if (other.contactId === contact || this.areApart(contact, other.contactId)) continue;
        if (exclude(this.userIdsDuring(own), this.userIdsDuring(other))) continue;
        return this.joinNeighbours(this.unite(contact, other.contactId, claim) ?? contact, claim);
      }
    }
    return contact;
  }

  private userIdsDuring({ contactId, validFrom, validTo }: IdentityPeriod): IdSpan[] {
    return this.periods
      .of(contactId)
      .filter(isUserId)
      .filter((id) => id.validTo === null || id.validTo > validFrom)
      .filter((id) => validTo === null || id.validFrom < validTo || id.validFrom <= validFrom);
  }

  private see(contact: string, identity: Identity, claim: Claim): void {
    const scope = scopeOf(identity, claim);
    const known = this.periods.of(contact).filter((other) => isSame(other, identity));
    const period = known.find((other) => other.scope === scope);
    if (period === undefined) this.add(contact, identity, claim, known[0]?.validTo ?? null);
    else period.validFrom = Math.min(period.validFrom, claim.occurredAt);
  }

  /** Of what is for life: in every account. */
  private end(identity: Identity, at: number): void {
    const owner = this.periods.ownerOf(identity);
    for (const period of owner === undefined ? [] : this.periods.of(owner))
      if (isSame(period, identity)) this.endPeriod(period, at);
  }

  private endPeriod(period: IdentityPeriod, at: number): void {
    period.validTo = Math.min(period.validTo ?? at, at);
    period.validFrom = Math.min(period.validFrom, at);
  }

  private add(contactId: string, { kind, value }: Identity, claim: Claim, validTo: number | null): void {
    this.periods.add({
      contactId,
      kind,
      value,
      scope: scopeOf({ kind, value }, claim),
      validFrom: claim.occurredAt,
      validTo,
      sourceDeliveryId: claim.deliveryId,
    });
  }

  /** One contact: the older, unless a member said that they are two; then the first. */
  private unite(one: string | undefined, other: string | undefined, claim: Claim): string | undefined {
    one = this.survivorOf(one);
    other = this.survivorOf(other);
    if (one === undefined || other === undefined || one === other) return one ?? other;
    if (this.areApart(one, other)) return one;
    const [into, from] = this.isOlder(one, other) ? [one, other] : [other, one];
    const reason = claim.formerly.length > 0 ? 'linked' : 'same_identity';
    this.merge({ from, into, reason, deliveryId: claim.deliveryId });
    return into;
  }

  merge(merge: Merge): void {
    const { from, into } = merge;
    this.periods.handOver(from, into);
    this.mergedInto.set(from, into);
    if (this.known.has(from)) this.merges.push(merge);
    const [survivor, gone] = [this.contact(into), this.contact(from)];
    survivor.name = betterName(survivor.name, gone.name);
    survivor.username = laterUsername(survivor.username, gone.username);
    this.contacts.delete(from);
  }

  private isOlder(one: string, other: string): boolean {
    return this.known.has(one) === this.known.has(other) ? one < other : this.known.has(one);
  }

  private areApart(one: string, other: string): boolean {
    return this.contact(one).apart.includes(other) || this.contact(other).apart.includes(one);
  }

  private call(id: string, claim: Claim): void {
    const contact = this.contact(id);
    const at = claim.occurredAt;
    if (claim.name !== null)
      contact.name = betterName(contact.name, { text: claim.name, source: claim.nameSource, at });
    if (claim.username !== null)
      contact.username = laterUsername(contact.username, { text: claim.username, at });
  }

  private newContact(): string {
    const id = this.newId();
    this.contacts.set(id, {
      id,
      name: { text: '', source: 'identity', at: -Infinity },
      username: null,
      apart: [],
    });
    return id;
  }

  private contact(id: string): ResolvedContact {
    const contact = this.contacts.get(id);
    if (contact === undefined) throw new Error('An identity belongs to a contact that is not known.');
    return contact;
  }

  private survivorOf<Id extends string | undefined>(id: Id): Id | string {
    const into = id === undefined ? undefined : this.mergedInto.get(id);
    return into === undefined ? id : this.survivorOf(into);
  }
}

function laterUsername(
  one: ResolvedContact['username'],
  other: ResolvedContact['username'],
): ResolvedContact['username'] {
  if (one === null || other === null) return one ?? other;
  return one.at > other.at || (one.at === other.at && one.text >= other.text) ? one : other;
}

/** Nobody has two user ids of one account at a time. */
function exclude(ours: readonly IdSpan[], theirs: readonly IdSpan[]): boolean {
  return ours.some((one) =>
    theirs.some(
      (other) =>
        one.kind === other.kind &&
        one.scope === other.scope &&
        one.validFrom < (other.validTo ?? Infinity) &&
        other.validFrom < (one.validTo ?? Infinity),
    ),
  );
}

const scopeOf = (identity: Identity, { scope }: Claim): string => (isUserId(identity) ? scope : EVERYWHERE);
