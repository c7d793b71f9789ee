import fc from 'fast-check';
import { runs } from '../../../test/support/runs';
import { Transaction } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { Identity } from '../communication-adapter';
import { ConsentRepository } from '../consent/consent.repository';
import { PendingEvents } from '../inbound/pending-events';
import { ContactChanges } from './contact-changes';
import { ContactMergesRepository } from './contact-merges.repository';
import { ContactsRepository, OfTenant } from './contacts.repository';
import { DAY_MS, IdentityPeriod, isForLife } from './identity-periods';
import { Claim, resolveClaims, resolveMerge } from './identity-resolution';
import { givenBack } from './moved';
import { Known, MergeOfTenant, Outcome, ResolvedContact } from './people';

const TRANSACTION = {} as Transaction;

/** What happens to the people of a tenant; places are taken from whatever there is then. */
type Step =
  | { readonly kind: 'told'; readonly claims: readonly Claim[] }
  | { readonly kind: 'merged' | 'undone'; readonly place: number; readonly other: number };

const one = (kind: Identity['kind'], letter: string, count: number): fc.Arbitrary<Identity> =>
  fc.nat(count - 1).map((index) => ({ kind, value: `${letter}${index}` }));

const phone = one('phone', 'P', 3);
const userId = one('bsuid', 'U', 3);
const parentId = one('parent_bsuid', 'E', 2);

const claim: fc.Arbitrary<Claim> = fc.record({
  scope: fc.constantFrom('waba-1', 'waba-2'),
  identities: fc.oneof(
    fc.tuple(phone),
    fc.tuple(userId),
    fc.tuple(phone, userId),
    fc.tuple(userId, parentId),
    fc.tuple(phone, userId, parentId),
  ),
  formerly: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.tuple(phone), fc.tuple(userId)),
  name: fc.constant(null),
  nameSource: fc.constant('profile' as const),
  username: fc.constant(null),
  occurredAt: fc.nat(20).map((quarter) => (quarter * DAY_MS) / 4),
  deliveryId: fc.constant(null),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('told' as const),
      claims: fc.array(claim, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('merged' as const, 'undone' as const),
      place: fc.nat(20),
      other: fc.nat(20),
    }),
  },
);

/** The tables of one tenant, and what writes them. Each row is looked at as it is written, as PostgreSQL does. */
class Tables {
  readonly rows = new Map<string, IdentityPeriod>();
  private readonly contacts = new Map<string, ResolvedContact & { mergedInto: string | null }>();
  private readonly merges: (MergeOfTenant & { isUndone: boolean })[] = [];
  private serial = 0;
  private readonly changes: ContactChanges;

  constructor() {
    const write = (_: unknown, periods: readonly OfTenant<IdentityPeriod>[]): Promise<void> => {
      for (const { what } of periods) this.put(what);
      return Promise.resolve();
    };
    const call = (_: unknown, contacts: readonly OfTenant<ResolvedContact>[]): Promise<void> => {
      for (const { what } of contacts) this.contacts.set(what.id, { ...what, mergedInto: null });
      return Promise.resolve();
    };
    const carryOver = (_: unknown, merge: MergeOfTenant): Promise<[]> => {
      this.merges.push({ ...merge, isUndone: false });
      this.contact(merge.from).mergedInto = merge.into;
      return Promise.resolve([]);
    };
    this.changes = new ContactChanges(
      {
        insert: call,
        update: call,
        updatePeriods: write,
        insertPeriods: write,
      } as unknown as ContactsRepository,
      { carryOver } as unknown as ContactMergesRepository,
      { carryOver: () => Promise.resolve() } as unknown as ConsentRepository,
      { moveToContact: () => Promise.resolve() } as unknown as PendingEvents,
      {} as Realtime,
    );
  }

  async take(next: Step): Promise<void> {
    if (next.kind === 'told') {
      const known = this.known();
      await this.write(known, resolveClaims(known, next.claims, this.newId));
    } else if (next.kind === 'merged') {
      const known = this.known();
      const ids = known.contacts.map(({ id }) => id);
      const [from = '', into = ''] = [ids[next.place % ids.length], ids[next.other % ids.length]];
      if (from !== into) await this.write(known, resolveMerge(known, { from, into }));
    } else this.undo(next.place);
  }

  /** Identities that are for life, and have several owners. */
  shared(): string[] {
    const rows = [...this.rows.values()].filter(isForLife);
    return [...Map.groupBy(rows, ({ kind, value }) => `${kind} ${value}`)]
      .filter(([, same]) => new Set(same.map(({ contactId }) => contactId)).size > 1)
      .map(([name]) => name);
  }

  private undo(place: number): void {
    const standing = this.merges.filter(
      ({ isUndone, into }) => !isUndone && this.contact(into).mergedInto === null,
    );
    const merge = standing[place % standing.length];
    if (merge === undefined) return;
    const { from, into, identities } = merge;
    const theirs = [...this.rows.values()].filter(({ contactId }) => [from, into].includes(contactId));
    for (const { id, contactId } of givenBack(identities, theirs)) this.put({ ...this.row(id), contactId });
    this.contact(from).mergedInto = null;
    merge.isUndone = true;
  }

  private write(known: Known, outcome: Outcome): Promise<void> {
    return this.changes.write(TRANSACTION, [{ tenantId: 'tenant', known, outcome }]);
  }

  private known(): Known {
    const contacts = [...this.contacts.values()].filter(({ mergedInto }) => mergedInto === null);
    const ids = contacts.map(({ id }) => id);
    return {
      contacts: contacts.map((contact) => ({ ...contact, apart: this.apartFrom(contact.id) })),
      periods: [...this.rows.values()]
        .filter(({ contactId }) => ids.includes(contactId))
        .map((row) => ({ ...row })),
    };
  }

  private apartFrom(id: string): string[] {
    return this.merges
      .filter(({ isUndone }) => isUndone)
      .map(({ from, into }) => [this.survivorOf(from), this.survivorOf(into)])
      .flatMap((pair) => (pair.includes(id) ? pair.filter((other) => other !== id) : []));
  }

  private survivorOf(id: string): string {
    const { mergedInto } = this.contact(id);
    return mergedInto === null ? id : this.survivorOf(mergedInto);
  }

  /** As contact_identity_current wants it. */
  private put(row: IdentityPeriod): void {
    const nameOf = ({ scope, kind, value }: IdentityPeriod): string => `${scope} ${kind} ${value}`;
    for (const other of this.rows.values()) {
      if (other.id === row.id || other.validTo !== null || row.validTo !== null) continue;
      if (nameOf(other) === nameOf(row)) throw new Error(`Two have ${nameOf(row)} at a time.`);
    }
    this.rows.set(row.id, { ...row });
  }

  private row(id: string): IdentityPeriod {
    const row = this.rows.get(id);
    if (row === undefined) throw new Error(`No identity ${id}.`);
    return row;
  }

  private contact(id: string): ResolvedContact & { mergedInto: string | null } {
    const contact = this.contacts.get(id);
    if (contact === undefined) throw new Error(`No contact ${id}.`);
    return contact;
  }

  private readonly newId = (): string => String(++this.serial).padStart(6, '0');
}

describe('what is written of identities, with each row that is told, merged or undone', () => {
  it('has one owner of each at a time, and of what is for life one in all accounts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const tables = new Tables();
        for (const next of steps) {
          await tables.take(next);
          expect(tables.shared()).toEqual([]);
        }
      }),
      { numRuns: runs(1_000, 20_000) },
    );
  });

  const told = (day: number, identities: Identity[], more: Partial<Claim> = {}): Step => ({
    kind: 'told',
    claims: [
      {
        scope: 'waba-1',
        identities,
        formerly: [],
        name: null,
        nameSource: 'profile',
        username: null,
        occurredAt: day * DAY_MS,
        deliveryId: null,
        ...more,
      },
    ],
  });
  const [P0, P2] = ['P0', 'P2'].map((value): Identity => ({ kind: 'phone', value })) as [Identity, Identity];
  const [U0, U1, U2] = ['U0', 'U1', 'U2'].map((value): Identity => ({ kind: 'bsuid', value })) as [
    Identity,
    Identity,
    Identity,
  ];

  it('lets a number go back to whoever had it before, in the same moment in which another gives it up', async () => {
    const tables = new Tables();
    for (const next of [
      told(5, [P2]),
      told(1, [P2, U0]),
      told(1, [U1], { scope: 'waba-2' }),
      told(0, [P0], { formerly: [P2] }),
      told(1.2, [P2, U2]),
      told(0.6, [U2]),
      told(1.2, [P2, U1], { scope: 'waba-2' }),
      told(0.9, [P2, U1], { formerly: [U2] }),
    ])
      await tables.take(next);
    const current = [...tables.rows.values()].filter(({ validTo }) => validTo === null);
    expect(current.filter(({ value }) => value === 'P2')).toHaveLength(1);
  });

  it('gives a user id back in every account when a merge is undone, also where it was first seen with the merge', async () => {
    const tables = new Tables();
    const [alone, both] = [told(1, [P2]), told(2, [P2, U2], { scope: 'waba-2' })];
    for (const next of [alone, told(1, [U2]), both]) await tables.take(next);
    await tables.take({ kind: 'undone', place: 0, other: 0 });
    const owners = (value: string) =>
      [...tables.rows.values()].filter((row) => row.value === value).map(({ contactId }) => contactId);
    expect(new Set(owners('U2')).size).toBe(1);
    expect(owners('U2')).toHaveLength(2);
    expect(owners('U2')).not.toContain(owners('P2')[0]);
    for (const scope of ['waba-1', 'waba-2']) await tables.take(told(3, [U2], { scope }));
    expect(tables.shared()).toEqual([]);
  });
});
