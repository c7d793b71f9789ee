import { Identity } from '../communication-adapter';
import { DAY_MS } from './identity-periods';
import { Claim, resolveClaims } from './identity-resolution';
import { Known, MAX_IDENTITIES } from './people';

const phone = (value: string): Identity => ({ kind: 'phone', value });
const bsuid = (value: string): Identity => ({ kind: 'bsuid', value });
const NOTHING: Known = { contacts: [], periods: [] };
// As many as fit into one webhook. Where each were compared with each, and that for each, nobody would see the end.
const MANY = 10_000;

let serial = 0;
const newId = (): string => String(++serial).padStart(6, '0');

const on = (day: number, identities: readonly Identity[], formerly: readonly Identity[] = []): Claim => ({
  identities,
  formerly,
  scope: 'waba-1',
  occurredAt: day * DAY_MS,
  name: null,
  nameSource: 'profile',
  username: null,
  deliveryId: null,
});
const many = (claim: (index: number) => Claim): Claim[] => Array.from({ length: MANY }, (_, i) => claim(i));

describe('more than anybody has', () => {
  it.each([
    ['at one moment', () => 1],
    ['one after the other', (index: number) => index / MANY],
  ])('numbers with one user id, %s: one person, of whom no more is remembered', (_how, dayOf) => {
    const claims = many((index) => on(dayOf(index), [phone(`P${index}`), bsuid('A')]));
    const { contacts, periods, contactIds } = resolveClaims(NOTHING, claims, newId);
    expect(new Set(contactIds)).toEqual(new Set([contacts[0]?.id]));
    expect(contacts).toHaveLength(1);
    expect(periods).toHaveLength(MAX_IDENTITIES);
  });

  it.each([
    ['at one moment', () => 1],
    ['one after the other', (index: number) => index],
  ])(
    'user ids with one number, %s: each is somebody, and the number is no longer of whoever had it last',
    (_how, dayOf) => {
      const claims = many((index) => on(dayOf(index), [phone('P'), bsuid(`U${index}`)]));
      const { contacts, periods } = resolveClaims(NOTHING, claims, newId);
      expect(contacts).toHaveLength(MANY);
      expect(periods.filter(({ kind }) => kind === 'bsuid')).toHaveLength(MANY);
      const ofNumber = periods.filter(({ kind }) => kind === 'phone');
      expect(ofNumber.length).toBeLessThan(MAX_IDENTITIES);
      expect(ofNumber.filter(({ validTo }) => validTo === null)).toEqual([]);
    },
  );

  it('changes of a number, one after the other: one person as far as it is remembered', () => {
    const claims = many((index) => on(index, [phone(`P${index + 1}`)], [phone(`P${index}`)]));
    const { contacts, periods, contactIds } = resolveClaims(NOTHING, claims, newId);
    expect(new Set(contactIds.slice(0, 100)).size).toBe(1);
    for (const { id } of contacts)
      expect(periods.filter(({ contactId }) => contactId === id).length).toBeLessThanOrEqual(MAX_IDENTITIES);
  });

  it('leaves everybody else of the same webhook as they are', () => {
    const claims = many((index) => on(1, [phone(`P${index}`), bsuid('A')]));
    const others = [on(1, [phone('Q')]), on(2, [bsuid('B')]), on(3, [phone('Q'), bsuid('B')])];
    const { contactIds, periods } = resolveClaims(NOTHING, [...claims, ...others], newId);
    expect(new Set(contactIds.slice(MANY)).size).toBe(1);
    expect(periods.filter(({ contactId }) => contactId === contactIds.at(-1))).toHaveLength(2);
  });

  it('makes nobody of a number alone that cannot be remembered any more', () => {
    const known = resolveClaims(
      NOTHING,
      many((index) => on(index, [phone(`P${index}`)], [phone('P')])).slice(0, 300),
      newId,
    );
    expect(() => resolveClaims(known, [on(MANY, [phone('P')])], newId)).toThrow('recognised');
  });
});
