import { Identity } from '../communication-adapter';

/** That somebody had an identity for some time. Times are in milliseconds since 1970. */
export interface IdentityPeriod extends Identity {
  readonly id: string;
  readonly scope: string;
  contactId: string;
  /** The earliest that we know of. */
  validFrom: number;
  /** Null: until now. */
  validTo: number | null;
  readonly sourceDeliveryId: string | null;
}

export const DAY_MS = 86_400_000;

/** A phone number goes to somebody else one day; everything else that a provider gives out stays with whom it named. */
export const isForLife = ({ kind }: Identity): boolean => kind !== 'phone';

export const isSame = (one: Identity, other: Identity): boolean =>
  one.kind === other.kind && one.value === other.value;

/** Of a contact's life within one account: two people have two of them at a time, one person has one. */
export const isUserId = ({ kind }: Identity): boolean => kind === 'bsuid' || kind === 'parent_bsuid';

const endOf = ({ validTo }: IdentityPeriod): number => validTo ?? Infinity;

/** Who had which identity when, while claims change it. Knows nothing of why. */
export class IdentityPeriods {
  private readonly byIdentity = new Map<string, IdentityPeriod[]>();
  private readonly byContact = new Map<string, IdentityPeriod[]>();
  private readonly userIds = new WeakMap<readonly IdentityPeriod[], readonly IdentityPeriod[]>();

  private readonly known: ReadonlySet<IdentityPeriod>;

  constructor(
    known: readonly IdentityPeriod[],
    private readonly newId: () => string,
  ) {
    this.known = new Set(known);
    for (const period of known) this.keep(period);
  }

  of(contactId: string): readonly IdentityPeriod[] {
    return this.byContact.get(contactId) ?? NONE;
  }

  userIdsOf(contactId: string): readonly IdentityPeriod[] {
    const all = this.of(contactId);
    const ids = this.userIds.get(all) ?? all.filter(isUserId);
    this.userIds.set(all, ids);
    return ids;
  }

  /** For how many times it is known whose it was. */
  countOf(identity: Identity): number {
    return this.all(identity).length;
  }

  /** Whose it is, if it is for life. */
  ownerOf(identity: Identity): string | undefined {
    return this.all(identity)[0]?.contactId;
  }

  /**
   * Who had it at that time. The last moment belongs to a number that is given up then, and not to one that is somebody
   * else's from then on. Of two periods that end together, that of the contact which is asked for.
   */
  at(identity: Identity, time: number, preferred?: string): IdentityPeriod | undefined {
    const later = this.all(identity).filter((period) => endOf(period) > time);
    const end = Math.min(...later.map(endOf));
    const givenUp = this.all(identity).filter(
      (period) => endOf(period) === time && !later.some((other) => touch(other, period)),
    );
    const last = givenUp.length > 0 ? givenUp : later.filter((period) => endOf(period) === end);
    return last.find(({ contactId }) => contactId === preferred) ?? last[0];
  }

  /** Who had it last of those that gave it up before that time, within so many milliseconds. */
  before(identity: Identity, time: number, withinMs = Infinity): IdentityPeriod | undefined {
    return this.all(identity)
      .filter((period) => endOf(period) < time && endOf(period) >= time - withinMs)
      .reduce<IdentityPeriod | undefined>(
        (latest, period) => (latest === undefined || endOf(period) > endOf(latest) ? period : latest),
        undefined,
      );
  }

  /** Who had it next. */
  after(period: IdentityPeriod): IdentityPeriod | undefined {
    return this.all(period)
      .filter((other) => endOf(other) > endOf(period))
      .reduce<IdentityPeriod | undefined>(
        (next, other) => (next === undefined || endOf(other) < endOf(next) ? other : next),
        undefined,
      );
  }

  /** Whose it was before and after without a break, and in between. */
  touching(period: IdentityPeriod): readonly IdentityPeriod[] {
    return this.all(period).filter((other) => other !== period && touch(other, period));
  }

  /** When it was given up, and did not just turn out to be somebody else's from then on. */
  givenUp(period: IdentityPeriod): number | null {
    return this.touching(period).some((other) => endOf(other) > endOf(period)) ? null : period.validTo;
  }

  add(period: Omit<IdentityPeriod, 'id'>): void {
    this.keep({ ...period, id: this.newId() });
  }

  /** All that one had is the other's. Periods of one identity that touch become one; the rest of them stays behind. */
  handOver(from: string, into: string): void {
    const given = this.byContact.get(from) ?? [];
    this.byContact.delete(from);
    for (const period of given) {
      const twin = this.of(into).find((other) => isSame(other, period) && touch(other, period));
      if (twin === undefined) this.give(period, into);
      else this.join(twin, period, from, into);
    }
  }

  /** What is known stays as it is called. Of two that are known, the shorter goes with whoever is merged away. */
  private join(twin: IdentityPeriod, period: IdentityPeriod, from: string, into: string): void {
    const isKept = this.known.has(period) && (!this.known.has(twin) || endOf(period) > endOf(twin));
    const [kept, absorbed] = isKept ? [period, twin] : [twin, period];
    kept.validFrom = Math.min(kept.validFrom, absorbed.validFrom);
    if (endOf(absorbed) > endOf(kept)) kept.validTo = absorbed.validTo;
    this.forget(absorbed);
    absorbed.contactId = from;
    if (isKept) this.give(period, into);
  }

  private give(period: IdentityPeriod, contactId: string): void {
    period.contactId = contactId;
    this.byContact.set(contactId, [...this.of(contactId), period]);
  }

  private forget(period: IdentityPeriod): void {
    const others = (periods: readonly IdentityPeriod[]) => periods.filter((other) => other !== period);
    this.byIdentity.set(keyOf(period), others(this.all(period)));
    this.byContact.set(period.contactId, others(this.of(period.contactId)));
  }

  private keep(period: IdentityPeriod): void {
    this.byIdentity.set(keyOf(period), [...this.all(period), period]);
    this.byContact.set(period.contactId, [...this.of(period.contactId), period]);
  }

  private all(identity: Identity): readonly IdentityPeriod[] {
    return this.byIdentity.get(keyOf(identity)) ?? NONE;
  }

  /** Every period that counts. */
  [Symbol.iterator](): Iterator<IdentityPeriod> {
    return [...this.byContact.values()].flat()[Symbol.iterator]();
  }
}

const NONE: readonly IdentityPeriod[] = [];

const keyOf = ({ kind, value }: Identity): string => `${kind} ${value}`;

const touch = (one: IdentityPeriod, other: IdentityPeriod): boolean =>
  one.scope === other.scope && one.validFrom <= endOf(other) && other.validFrom <= endOf(one);
