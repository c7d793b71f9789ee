import { Identity } from '../communication-adapter';
import { betterName, ContactName, laterUsername, nameByIdentity, Username } from './contact-name';
import { IdentityPeriod, IdentityPeriods, isSame, isUserId } from './identity-periods';

/** A contact as far as recognising it goes. */
export interface ResolvedContact {
  readonly id: string;
  readonly name: ContactName;
  readonly username: Username | null;
  /** Who is not the same person, as a member said by undoing a merge. */
  readonly apart: readonly string[];
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

export interface Outcome {
  /** All that are not merged away, the known ones as they are now. */
  readonly contacts: readonly ResolvedContact[];
  /** Those of the contacts. */
  readonly periods: readonly IdentityPeriod[];
  /** Known ones that became a part of another, and stay with whoever was merged away. */
  readonly absorbed: readonly IdentityPeriod[];
  /** Of contacts that were known before, each into one that is not merged away. */
  readonly merges: readonly Merge[];
}

/** Where and when an identity was seen. */
interface Sighting {
  readonly scope: string;
  readonly occurredAt: number;
  readonly deliveryId: string | null;
}

/**
 * More than anybody has, and more than have a number one after the other. Beyond it nothing more is remembered, and nobody
 * becomes one: a claim takes its time by what is known of those whom it is about.
 */
export const MAX_IDENTITIES = 200;
const MAX_HOLDERS = 50;

/** Phone numbers and groups are the same for everybody; user ids belong to an account. */
const EVERYWHERE = 'whatsapp';

/** The contacts of a tenant and their identities, while they change. Knows how they change, and not why. */
export class People {
  readonly periods: IdentityPeriods;
  private readonly known: ReadonlySet<string>;
  private readonly contacts: Map<string, ResolvedContact>;
  private readonly knownPeriods: readonly IdentityPeriod[];
  private readonly mergedInto = new Map<string, string>();
  private readonly merges: Merge[] = [];

  constructor(
    { contacts, periods }: Known,
    private readonly newId: () => string,
  ) {
    this.known = new Set(contacts.map(({ id }) => id));
    this.contacts = new Map(contacts.map((contact) => [contact.id, contact]));
    this.knownPeriods = periods.map((period) => ({ ...period }));
    this.periods = new IdentityPeriods(this.knownPeriods, newId);
  }

  outcome(): Outcome {
    return {
      contacts: [...this.contacts.values()].map((contact) => this.named(contact)),
      periods: [...this.periods],
      absorbed: this.knownPeriods.filter(({ contactId }) => !this.contacts.has(contactId)),
      merges: this.merges.map((merge) => ({ ...merge, into: this.survivorOf(merge.into) })),
    };
  }

  newContact(): string {
    const id = this.newId();
    const name = { text: '', source: 'identity', at: -Infinity } as const;
    this.contacts.set(id, { id, name, username: null, apart: [] });
    return id;
  }

  survivorOf<Id extends string | undefined>(id: Id): Id | string {
    const into = id === undefined ? undefined : this.mergedInto.get(id);
    return into === undefined ? id : this.survivorOf(into);
  }

  call(id: string, name: ContactName | null, username: Username | null): void {
    const contact = this.contact(id);
    this.contacts.set(id, {
      ...contact,
      name: name === null ? contact.name : betterName(contact.name, name),
      username: laterUsername(contact.username, username),
    });
  }

  /** One contact: the older, unless a member said that they are two; then the first. */
  unite(
    one: string | undefined,
    other: string | undefined,
    why: Pick<Merge, 'reason' | 'deliveryId'>,
  ): string | undefined {
    const [first, second] = [this.survivorOf(one), this.survivorOf(other)];
    if (first === undefined || second === undefined || first === second) return first ?? second;
    if (!this.canBecomeOne(first, second)) return first;
    const [into, from] = this.isOlder(first, second) ? [first, second] : [second, first];
    this.merge({ from, into, ...why });
    return into;
  }

  merge(merge: Merge): void {
    const { from, into } = merge;
    const gone = this.contact(from);
    this.periods.handOver(from, into);
    this.mergedInto.set(from, into);
    if (this.known.has(from)) this.merges.push(merge);
    // Whoever merges by hand has chosen how they are called.
    const isChosen = merge.reason === 'member' && gone.name.source === this.contact(into).name.source;
    this.call(into, isChosen ? null : gone.name, gone.username);
    const survivor = this.contact(into);
    this.contacts.set(into, { ...survivor, apart: [...survivor.apart, ...gone.apart] });
    this.contacts.delete(from);
  }

  /** Of two, unless a member said that they are two. */
  canBecomeOne(one: string, other: string): boolean {
    if (one === other || this.periods.of(one).length + this.periods.of(other).length > MAX_IDENTITIES)
      return false;
    return !this.contact(one).apart.includes(other) && !this.contact(other).apart.includes(one);
  }

  /** Of what is for life: it began then, or before, and has ended where it has ended elsewhere. */
  see(contact: string, identity: Identity, sighting: Sighting): void {
    const known = this.periods.of(contact).filter((other) => isSame(other, identity));
    const period = known.find(({ scope }) => scope === scopeOf(identity, sighting));
    if (period === undefined) this.add(contact, identity, sighting, known[0]?.validTo ?? null);
    else period.validFrom = Math.min(period.validFrom, sighting.occurredAt);
  }

  /** Where there is room for it. */
  add(contactId: string, { kind, value }: Identity, sighting: Sighting, validTo: number | null): void {
    if (!this.hasRoomFor(contactId, { kind, value })) return;
    const { occurredAt: validFrom, deliveryId: sourceDeliveryId } = sighting;
    const scope = scopeOf({ kind, value }, sighting);
    this.periods.add({ contactId, kind, value, scope, validFrom, validTo, sourceDeliveryId });
  }

  private hasRoomFor(contactId: string, identity: Identity): boolean {
    return this.periods.of(contactId).length < MAX_IDENTITIES && this.periods.countOf(identity) < MAX_HOLDERS;
  }

  private isOlder(one: string, other: string): boolean {
    return this.known.has(one) === this.known.has(other) ? one < other : this.known.has(one);
  }

  private named(contact: ResolvedContact): ResolvedContact {
    if (contact.name.source !== 'identity') return contact;
    return { ...contact, name: { ...contact.name, text: nameByIdentity(this.periods.of(contact.id)) } };
  }

  private contact(id: string): ResolvedContact {
    const contact = this.contacts.get(id);
    if (contact === undefined) throw new Error('An identity belongs to a contact that is not known.');
    return contact;
  }
}

const scopeOf = (identity: Identity, { scope }: Sighting): string =>
  isUserId(identity) ? scope : EVERYWHERE;

export interface MergeOfTenant extends Merge {
  readonly tenantId: string;
  /** The survivor as it was. */
  readonly before: ResolvedContact;
  /** Identities that changed hands, and whose they were. */
  readonly identities: readonly { readonly id: string; readonly contactId: string }[];
}
