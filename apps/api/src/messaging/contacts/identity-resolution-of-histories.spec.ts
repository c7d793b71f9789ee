import fc from 'fast-check';
import { runs } from '../../../test/support/runs';
import { Identity } from '../communication-adapter';
import { DAY_MS } from './identity-periods';
import { Claim, resolveClaims } from './identity-resolution';
import { Known } from './people';

const ACCOUNTS = ['waba-1', 'waba-2'];

/** As long as somebody has one number and, in one account, one user id. */
interface Spell {
  readonly account: string;
  readonly from: number;
  readonly phone: Identity;
  readonly userId: Identity;
}

const phone = (value: string): Identity => ({ kind: 'phone', value });
const bsuid = (value: string): Identity => ({ kind: 'bsuid', value });

/** Somebody who never has a number twice: for each account the spells, one after the other. */
const person = (name: string): fc.Arbitrary<Spell[][]> =>
  fc.array(fc.tuple(...ACCOUNTS.map(() => fc.boolean())), { minLength: 1, maxLength: 4 }).map((numbers) =>
    ACCOUNTS.map((account, place) =>
      numbers.flatMap((rotates, index) =>
        (rotates[place] ? [0, 5] : [0]).map((day) => ({
          account,
          from: (index * 10 + day) * DAY_MS,
          phone: phone(`${name}-phone-${index}`),
          userId: bsuid(`${name}-${account}-${index}-${day}`),
        })),
      ),
    ),
  );

function told(
  { account }: Spell,
  occurredAt: number,
  identities: readonly Identity[],
  formerly: readonly Identity[] = [],
): Claim {
  return {
    identities,
    formerly,
    scope: account,
    occurredAt,
    name: null,
    nameSource: 'profile',
    username: null,
    deliveryId: null,
  };
}

const messagesIn = (spell: Spell, soonest: number): fc.Arbitrary<Claim[]> =>
  fc.array(
    fc
      .tuple(fc.nat(4 * DAY_MS), fc.subarray([spell.phone, spell.userId], { minLength: 1 }))
      .map(([later, identities]) => told(spell, spell.from + soonest + later, identities)),
    { maxLength: 2 },
  );

/**
 * How the provider tells that one spell followed the other: by the numbers, with the user ids or without, or by the
 * user ids alone. Where it does not name one, a message has told whose it is.
 */
function linkBetween(before: Spell, after: Spell, soonest: number): fc.Arbitrary<Claim[]> {
  const byIds = fc.tuple(
    fc.constantFrom([after.userId], [after.phone, after.userId]),
    fc.constant([before.userId]),
  );
  const byNumbers = fc.tuple(
    fc.subarray([after.phone, after.userId], { minLength: 1 }),
    fc.constantFrom([before.phone], [before.phone, before.userId]),
  );
  const forms: fc.Arbitrary<(readonly Identity[])[]> =
    before.phone.value === after.phone.value ? byIds : fc.oneof(byIds, byNumbers);
  return forms.map(([identities = [], formerly = []]) => [
    told(after, after.from, identities, formerly),
    ...(identities.includes(after.userId)
      ? []
      : [told(after, after.from + soonest, [after.phone, after.userId])]),
    ...(formerly.includes(before.userId)
      ? []
      : [told(before, before.from + soonest, [before.phone, before.userId])]),
  ]);
}

/** What the provider may tell of a person: of messages anything, of changes each, in one way or another. */
function claimsOf(person: readonly (readonly Spell[])[], soonest: number): fc.Arbitrary<Claim[]> {
  const news = person.flatMap((spells) =>
    spells.flatMap((spell, index) => {
      const before = spells[index - 1];
      return before === undefined
        ? [messagesIn(spell, soonest)]
        : [messagesIn(spell, soonest), linkBetween(before, spell, soonest)];
    }),
  );
  return fc.tuple(...news).map((claims) => claims.flat());
}

/** `soonest`: how long after a change the first message may come, in milliseconds. */
const history = (soonest: number): fc.Arbitrary<Claim[]> =>
  fc
    .tuple(person('ana'), person('bob'))
    .chain(([ana, bob]) => fc.tuple(claimsOf(ana, soonest), claimsOf(bob, soonest)))
    .map((claims) => claims.flat())
    .filter((claims) => claims.length > 0);

/** Each of them once, and some again, in any order, taken in batches. */
const shuffled = (claims: readonly Claim[]): fc.Arbitrary<Claim[][]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...claims], { minLength: claims.length, maxLength: claims.length }),
      fc.array(fc.tuple(fc.constantFrom(...claims), fc.nat(claims.length)), { maxLength: 5 }),
      fc.integer({ min: 1, max: claims.length + 5 }),
    )
    .map(([order, again, size]) => {
      const all = [...order];
      for (const [claim, place] of again) all.splice(place, 0, claim);
      return Array.from({ length: Math.ceil(all.length / size) }, (_, batch) =>
        all.slice(batch * size, (batch + 1) * size),
      );
    });

/** No more than the database is asked for. */
function neededFor(batch: readonly Claim[], { contacts, periods }: Known): Known {
  const named = new Set(
    batch.flatMap((claim) => [...claim.identities, ...claim.formerly].map(({ value }) => value)),
  );
  const ids = new Set<string>();
  for (let size = -1; size !== ids.size;) {
    size = ids.size;
    for (const { contactId, value } of periods) if (named.has(value)) ids.add(contactId);
    for (const { contactId, kind, value } of periods)
      if (kind === 'phone' && ids.has(contactId)) named.add(value);
  }
  return {
    contacts: contacts.filter(({ id }) => ids.has(id)),
    periods: periods.filter(({ contactId }) => ids.has(contactId)),
  };
}

/** What is known after all of it. */
function knownAfter(batches: readonly (readonly Claim[])[]): Known {
  let serial = 0;
  const newId = () => String(++serial).padStart(6, '0');
  let known: Known = { contacts: [], periods: [] };
  for (const batch of batches) {
    const loaded = neededFor(batch, known);
    const others = {
      contacts: known.contacts.filter((contact) => !loaded.contacts.includes(contact)),
      periods: known.periods.filter((period) => !loaded.periods.includes(period)),
    };
    const { contacts, periods } = resolveClaims(loaded, batch, newId);
    known = { contacts: [...others.contacts, ...contacts], periods: [...others.periods, ...periods] };
  }
  return known;
}

/** Who has which identities, by the names of the identities only. */
function peopleOf({ contacts, periods }: Known): string[] {
  return contacts
    .map(({ id }) =>
      [...new Set(periods.filter(({ contactId }) => contactId === id).map(({ value }) => value))]
        .sort()
        .join(' '),
    )
    .sort();
}

/** Which identity was somebody's from when until when, in whichever parts that is known. */
function timesOf({ periods }: Known): string[] {
  const whole = new Map<string, [number, number][]>();
  const sorted = periods.toSorted((one, other) => one.validFrom - other.validFrom);
  for (const { value, scope, contactId, validFrom, validTo } of sorted) {
    const spans = whole.get(`${value} ${scope} ${contactId}`) ?? [];
    const last = spans.at(-1);
    if (last !== undefined && validFrom <= last[1]) last[1] = Math.max(last[1], validTo ?? Infinity);
    else spans.push([validFrom, validTo ?? Infinity]);
    whole.set(`${value} ${scope} ${contactId}`, spans);
  }
  return [...whole].map(([name, spans]) => `${name.split(' ')[0]} ${JSON.stringify(spans)}`).sort();
}

/** The same by union and find: whoever is named together is one person. */
function peopleIn(claims: readonly Claim[]): string[] {
  const groups: Set<string>[] = [];
  for (const { identities, formerly } of claims) {
    const values = [...identities, ...formerly].map(({ value }) => value);
    const met = groups.filter((group) => values.some((value) => group.has(value)));
    for (const group of met) groups.splice(groups.indexOf(group), 1);
    groups.push(new Set([...values, ...met.flatMap((group) => [...group])]));
  }
  return groups.map((group) => [...group].sort().join(' ')).sort();
}

const toldInAnyOrder = (soonest: number) =>
  history(soonest).chain((claims) => fc.tuple(fc.constant(claims), shuffled(claims)));

describe('what the provider tells of people', () => {
  it('makes one contact of each, in whatever order it comes and however often', () => {
    fc.assert(
      fc.property(toldInAnyOrder(0), ([claims, batches]) => {
        expect(peopleOf(knownAfter(batches))).toEqual(peopleIn(claims));
      }),
      { numRuns: runs(300, 5_000) },
    );
  });

  it('gives every identity the same time, in whatever order it comes and however often', () => {
    fc.assert(
      fc.property(toldInAnyOrder(0), ([claims, batches]) => {
        const inOrder = claims.toSorted((one, other) => one.occurredAt - other.occurredAt);
        expect(timesOf(knownAfter(batches))).toEqual(timesOf(knownAfter(inOrder.map((claim) => [claim]))));
      }),
      { numRuns: runs(300, 5_000) },
    );
  });
});
