import { Identity } from '../communication-adapter';
import { DAY_MS } from './identity-periods';
import { Claim, Resolution, resolveClaims, resolveMerge } from './identity-resolution';
import { Known } from './people';

const phone = (value: string): Identity => ({ kind: 'phone', value });
const bsuid = (value: string): Identity => ({ kind: 'bsuid', value });
const parent = (value: string): Identity => ({ kind: 'parent_bsuid', value });
const [P, Q] = [phone('P'), phone('Q')];
const [A, B, C] = [bsuid('A'), bsuid('B'), bsuid('C')];

const NOTHING: Known = { contacts: [], periods: [] };
let serial = 0;
const newId = (): string => String(++serial).padStart(6, '0');

/** Somebody with these identities, on that day. */
function on(day: number, identities: readonly Identity[], more: Partial<Claim> = {}): Claim {
  return {
    identities,
    formerly: [],
    scope: 'waba-1',
    occurredAt: day * DAY_MS,
    name: null,
    nameSource: 'profile',
    username: null,
    deliveryId: null,
    ...more,
  };
}

const resolve = (...claims: Claim[]): Resolution => resolveClaims(NOTHING, claims, newId);

/** Who there is, each as what they have now and, in brackets, had. */
function people({ contacts, periods }: Known): string[] {
  return contacts
    .map(({ id }) =>
      periods
        .filter(({ contactId }) => contactId === id)
        .map(({ value, validTo }) => (validTo === null ? value : `(${value})`))
        .sort()
        .join(' '),
    )
    .sort();
}

describe('who somebody is', () => {
  it('is somebody new where nothing that they have is known', () => {
    const { contactIds, contacts, periods } = resolve(on(1, [P, A]));
    expect(contacts.map(({ id }) => id)).toEqual(contactIds);
    expect(periods).toMatchObject([
      { kind: 'phone', value: 'P', scope: 'whatsapp', validFrom: DAY_MS, validTo: null },
      { kind: 'bsuid', value: 'A', scope: 'waba-1', validFrom: DAY_MS, validTo: null },
    ]);
  });

  it('is told by the number or by the user id, in whichever account', () => {
    expect(people(resolve(on(1, [P]), on(2, [P, A]), on(3, [A])))).toEqual(['A P']);
    expect(people(resolve(on(1, [A]), on(2, [P, A]), on(3, [P])))).toEqual(['A P']);
    const elsewhere = { scope: 'waba-2' };
    expect(people(resolve(on(1, [P, A]), on(2, [P, B], elsewhere), on(3, [B], elsewhere)))).toEqual([
      'A B P',
    ]);
    expect(people(resolve(on(1, [A]), on(2, [A], elsewhere)))).toEqual(['A A']);
  });

  it('is one person where two contacts turn out to have one identity: the older one', () => {
    const known = resolve(on(1, [P]), on(2, [A]));
    const [older] = known.contacts;
    const merged = resolveClaims(known, [on(3, [P, A])], newId);
    expect(people(merged)).toEqual(['A P']);
    expect(merged.contactIds).toEqual([older?.id]);
    expect(merged.merges).toEqual([
      { from: known.contacts[1]?.id, into: older?.id, reason: 'same_identity', deliveryId: null },
    ]);
  });

  it('is somebody else where the number comes with another user id of the account: it was recycled', () => {
    const recycled = resolve(on(1, [P, A]), on(90, [P, B]));
    expect(people(recycled)).toEqual(['(P) A', 'B P']);
    expect(people(resolveClaims(recycled, [on(91, [P]), on(92, [A])], newId))).toEqual(['(P) A', 'B P']);
    expect(resolveClaims(recycled, [on(91, [P])], newId).contactIds).toEqual([recycled.contacts[1]?.id]);
    expect(resolveClaims(recycled, [on(50, [P])], newId).contactIds).toEqual([recycled.contacts[0]?.id]);
  });

  it('is the same where a recycled number is heard of the other way round', () => {
    const recycled = resolve(on(90, [P, B]), on(1, [P, A]));
    expect(people(recycled)).toEqual(['(P) A', 'B P']);
    expect(resolveClaims(recycled, [on(91, [P])], newId).contactIds).toEqual([recycled.contacts[0]?.id]);
  });

  it('has a recycled number from the first that is heard of them with it', () => {
    const recycled = resolve(on(1, [P, A]), on(90, [P, B]), on(60, [P, B]));
    const later = resolveClaims(recycled, [on(59, [P]), on(60, [P]), on(90, [P])], newId);
    expect(later.contactIds.map((id) => recycled.contactIds.indexOf(id))).toEqual([0, 1, 1]);
  });

  it('is somebody else also where the other id of the account was seen with another number, in another account', () => {
    const elsewhere = { scope: 'waba-2' };
    const claims = [on(1, [P, C], elsewhere), on(1, [Q, B]), on(1, [Q, A], elsewhere), on(50, [P, B])];
    expect(people(resolve(...claims))).toEqual(['(P) C', 'A B P Q']);
  });

  it('takes the number back to whoever had it before', () => {
    const claims = [on(1, [P, A]), on(90, [P, B]), on(180, [P, A]), on(181, [P])];
    const back = resolve(...claims);
    expect(people(back)).toEqual(['(P) A P', '(P) B']);
    expect(back.contactIds[3]).toBe(back.contactIds[0]);
  });

  it('is told by a group for itself', () => {
    const group: Identity = { kind: 'group', value: 'G' };
    expect(people(resolve(on(1, [group]), on(2, [group]), on(2, [P])))).toEqual(['G', 'P']);
  });

  it('is one person in all portfolios that share a parent id, also when the id of one has changed', () => {
    const shared = parent('US.ENT.1');
    expect(people(resolve(on(1, [A, shared]), on(2, [B, shared], { scope: 'waba-2' })))).toHaveLength(1);
    expect(people(resolve(on(1, [P, A, shared]), on(2, [P, B, shared])))).toHaveLength(1);
    expect(people(resolve(on(1, [P, shared]), on(2, [P, A])))).toHaveLength(1);
  });

  it('is whoever is known rather than somebody of the same batch, and of those who are known the older', () => {
    const [period] = resolve(on(1, [P])).periods;
    const [contact] = resolve(on(1, [Q])).contacts;
    if (period === undefined || contact === undefined) throw new Error('Nobody is there.');
    // Made by another process, whose clock is ahead.
    const known = { contacts: [{ ...contact, id: 'z' }], periods: [{ ...period, contactId: 'z' }] };
    const merged = resolveClaims(known, [on(2, [A]), on(3, [P, A])], newId);
    expect(merged.contactIds).toEqual(['z', 'z']);
    expect(merged.merges).toEqual([]);
    const three = resolve(on(1, [P]), on(2, [A]), on(3, [B]));
    const links = [on(4, [B], { formerly: [A] }), on(5, [B], { formerly: [P] })];
    const [first, second, third] = three.contactIds;
    expect(resolveClaims(three, links, newId).merges).toMatchObject([
      { from: third, into: first, reason: 'linked' },
      { from: second, into: first, reason: 'linked' },
    ]);
  });

  it('keeps what is known as it is called, where something new becomes a part of it', () => {
    const known = resolve(on(1, [P, A]));
    const claims = [on(90, [P, B]), on(91, [B], { formerly: [A] })];
    const { contacts, periods, absorbed } = resolveClaims(known, claims, newId);
    expect(contacts).toHaveLength(1);
    expect(absorbed).toEqual([]);
    const number = periods.filter(({ kind }) => kind === 'phone');
    expect(number).toEqual(known.periods.filter(({ kind }) => kind === 'phone'));
  });
});

describe('a change that the provider links', () => {
  const change = (day: number, now: Identity[], then: Identity[]) => on(day, now, { formerly: then });

  it('of a number ends the older one and the user ids that came with it, in every account', () => {
    const elsewhere = on(1, [P, B], { scope: 'waba-2' });
    const changed = resolve(on(1, [P, A]), elsewhere, change(5, [Q, C], [P]));
    expect(people(changed)).toEqual(['(A) (B) (P) C Q']);
    expect(changed.periods.filter(({ validTo }) => validTo !== null).map(({ validTo }) => validTo)).toEqual(
      Array(3).fill(5 * DAY_MS),
    );
  });

  it('of a user id ends that one only', () => {
    expect(people(resolve(on(1, [P, A]), change(5, [P, B], [A]), on(6, [P, B])))).toEqual(['(A) B P']);
  });

  it('is one person where both are known already, whoever wrote first', () => {
    expect(people(resolve(on(6, [Q, B]), on(1, [P, A]), change(5, [Q, B], [P])))).toEqual(['(A) (P) B Q']);
    expect(people(resolve(on(6, [P, B]), on(1, [P, A]), change(5, [P, B], [A])))).toEqual(['(A) B P']);
    expect(resolve(on(6, [Q]), on(1, [P]), change(5, [Q], [P])).contactIds).toHaveLength(3);
  });

  it('is one person also where nothing of the older one was heard of, until it is', () => {
    const changed = resolve(change(5, [Q, B], [P]));
    expect(people(changed)).toEqual(['(P) B Q']);
    expect(people(resolveClaims(changed, [on(1, [P, A])], newId))).toEqual(['(A) (P) B Q']);
  });

  it('is of an id in every account, also in one where it is heard of later', () => {
    const claims = [on(1, [P, A]), change(5, [P, B], [A]), on(4, [A], { scope: 'waba-2' })];
    expect(people(resolve(...claims))).toEqual(['(A) (A) B P']);
  });

  it('that comes again for another account is of the same person', () => {
    const again = change(8, [B], [P]);
    expect(people(resolve(on(1, [P]), change(5, [Q], [P]), { ...again, scope: 'waba-2' }))).toHaveLength(1);
  });

  it('is as old as the earliest that tells it', () => {
    const { periods } = resolve(on(1, [P]), change(5, [Q], [P]), change(3, [Q], [P]));
    expect(periods.filter(({ validTo }) => validTo !== null)).toMatchObject([
      { value: 'P', validFrom: DAY_MS, validTo: 3 * DAY_MS },
    ]);
  });

  it('takes nothing away that is known to be so since', () => {
    const late = resolve(on(9, [P, A]), change(5, [Q], [P]));
    expect(people(late)).toEqual(['(P) A P Q']);
    expect(people(resolve(on(1, [P]), change(5, [Q], [P]), change(3, [Q], [P])))).toEqual(['(P) Q']);
  });

  it('leaves the number to whoever has it long after', () => {
    const claims = [change(5, [Q, B], [P]), on(100, [P, C]), on(101, [P])];
    const recycled = resolve(...claims);
    expect(people(recycled)).toEqual(['(P) B Q', 'C P']);
    expect(recycled.contactIds[2]).toBe(recycled.contactIds[1]);
    expect(people(resolve(on(100, [P, C]), change(5, [Q, B], [P])))).toEqual(['(P) B Q', 'C P'].sort());
  });

  it('back to the older number within a day is that number again', () => {
    const noon = { occurredAt: 5.5 * DAY_MS };
    const back = resolve(on(1, [P]), change(5, [Q, B], [P]), { ...change(5, [P, C], [Q]), ...noon });
    expect(people(back)).toEqual(['(B) (P) (Q) C P']);
    expect(people(resolveClaims(back, [on(6, [P, C]), on(9, [P])], newId))).toEqual(['(B) (P) (Q) C P']);
  });

  it('does not make two of one whose clock is a little ahead', () => {
    const hour = DAY_MS / 24;
    const late = on(5, [P], { occurredAt: 5 * DAY_MS + hour });
    expect(people(resolve(on(1, [P]), change(5, [Q], [P]), late))).toEqual(['(P) Q']);
    const older = on(5, [P, A], { occurredAt: 5 * DAY_MS + hour });
    expect(people(resolve(change(5, [Q], [P]), older, on(6, [Q, B])))).toEqual(['(A) (P) B Q']);
    const lateWithId = on(5, [P, A], { occurredAt: 5 * DAY_MS + hour });
    expect(people(resolve(lateWithId, change(5, [Q, B], [P])))).toHaveLength(1);
  });
});

describe('what somebody is called', () => {
  const named = (day: number, name: string, nameSource: Claim['nameSource'] = 'profile') =>
    on(day, [P], { name, nameSource });
  const nameAfter = (...claims: Claim[]) => resolve(...claims).contacts[0]?.name.text;

  it('is the number, then the profile, then the address book, of each the latest', () => {
    expect(nameAfter(on(1, [A]), on(1, [A, P]))).toBe('P');
    expect(nameAfter(on(1, [A]))).toBe('A');
    expect(nameAfter(named(1, 'Ana'), on(2, [P]))).toBe('Ana');
    expect(nameAfter(named(2, 'Ana'), named(1, 'Old'), named(3, 'Ana S'))).toBe('Ana S');
    expect(nameAfter(named(1, 'Mum', 'address_book'), named(9, 'Ana'))).toBe('Mum');
    expect(nameAfter(named(3, 'Zoe'), named(3, 'Ana'))).toBe('Zoe');
    expect(nameAfter(named(3, 'Ana'), named(3, 'Zoe'))).toBe('Zoe');
  });

  it('is the newer number after a change', () => {
    expect(nameAfter(on(1, [P]), on(2, [Q], { formerly: [P] }))).toBe('Q');
    expect(nameAfter(on(1, [Q]), on(2, [P], { formerly: [Q] }))).toBe('P');
    expect(nameAfter(on(1, [A, P]), on(2, [B, Q], { formerly: [A, P] }), on(3, [B]))).toBe('Q');
    expect(nameAfter(on(1, [Q, A]), on(3, [P, A]))).toBe('P');
    expect(nameAfter(on(1, [P, A]), on(3, [Q, A]))).toBe('Q');
  });

  it('stays what a member wrote', () => {
    const known = resolve(on(1, [P]));
    const contacts = known.contacts.map((contact) => ({
      ...contact,
      name: { text: 'The landlord', source: 'member' as const, at: 0 },
    }));
    const later = resolveClaims({ ...known, contacts }, [named(9, 'Ana', 'address_book')], newId);
    expect(later.contacts[0]?.name.text).toBe('The landlord');
  });

  it('has the latest username beside it', () => {
    const claims = [on(2, [P], { username: 'new' }), on(1, [P], { username: 'old' }), on(3, [P])];
    expect(resolve(...claims).contacts[0]?.username?.text).toBe('new');
  });
});

describe('a merge by hand', () => {
  const pair = (): [Known, string, string] => {
    const known = resolve(on(1, [P, A], { name: 'Ana' }), on(9, [Q, B], { name: 'Bob' }));
    return [known, known.contactIds[0] ?? '', known.contactIds[1] ?? ''];
  };

  it('gives everything to the chosen one, also to the younger, who keeps their name', () => {
    const [known, older, younger] = pair();
    expect(people(resolveMerge(known, { from: older, into: younger }))).toEqual(['A B P Q']);
    const outcome = resolveMerge(known, { from: younger, into: older });
    expect(outcome.contacts.map(({ id, name }) => [id, name.text])).toEqual([[older, 'Ana']]);
    expect(outcome.merges).toMatchObject([{ from: younger, into: older, reason: 'member' }]);
  });

  it('that was undone is not done again by anything that the provider tells', () => {
    const [known, older, younger] = pair();
    const contacts = known.contacts.map((contact) => ({
      ...contact,
      apart: contact.id === older ? [younger] : [],
    }));
    const claims = [on(20, [P, B]), on(21, [A, B]), on(22, [Q, B], { formerly: [P, A] })];
    const left = resolveClaims({ ...known, contacts }, claims, newId);
    expect(left.contacts.map(({ id }) => id)).toEqual([older, younger]);
    const moved = resolveClaims({ ...known, contacts }, [on(20, [P, B])], newId);
    expect(people(moved)).toEqual(['(P) A', 'B P Q']);
  });

  it('is not done again either once one of them is merged into a third', () => {
    const known = resolve(on(1, [A]), on(2, [B]), on(3, [C]));
    const [first = '', second = '', third = ''] = known.contactIds;
    const contacts = known.contacts.map((contact) => ({
      ...contact,
      apart: contact.id === third ? [second] : [],
    }));
    const claims = [on(4, [A, C]), on(5, [A, B])];
    const left = resolveClaims({ ...known, contacts }, claims, newId);
    expect(left.contacts.map(({ id }) => id)).toEqual([first, second]);
  });

  it('makes one time of two that touch, and leaves the rest with whoever is merged away', () => {
    const known = resolve(on(1, [P, A]), on(90, [P, B]));
    const [first = '', second = ''] = known.contactIds;
    const outcome = resolveMerge(known, { from: second, into: first });
    expect(outcome.periods.filter(({ kind }) => kind === 'phone')).toMatchObject([
      { contactId: first, validFrom: DAY_MS, validTo: null },
    ]);
    expect(outcome.absorbed).toMatchObject([{ contactId: second, value: 'P', validTo: 90 * DAY_MS }]);
  });

  it('keeps two times of one number apart that do not touch', () => {
    const known = resolve(on(1, [P]), on(5, [Q], { formerly: [P] }), on(90, [P, B]));
    const [first = '', , second = ''] = known.contactIds;
    expect(people(resolveMerge(known, { from: second, into: first }))).toEqual(['(P) B P Q']);
  });
});
