import fc from 'fast-check';
import { UniqueRecipients } from './unique-recipients';

const HOUR_MS = 60 * 60 * 1000;

describe('the people of a portfolio', () => {
  it('are counted once each', () => {
    const people = new UniqueRecipients(2);
    for (const name of ['a', 'a', 'b']) people.count(name, 0);
    expect([people.hasRoom('a', 1), people.hasRoom('b', 1), people.hasRoom('c', 1)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are forgotten 24 hours after the last message to them', () => {
    const people = new UniqueRecipients(1);
    people.count('a', 0);
    people.count('a', 10 * HOUR_MS);
    expect(people.hasRoom('b', 34 * HOUR_MS - 1)).toBe(false);
    expect(people.hasRoom('b', 34 * HOUR_MS)).toBe(true);
  });

  it('are forgotten in the order in which they were last written to', () => {
    const people = new UniqueRecipients(2);
    people.count('a', 0);
    people.count('b', HOUR_MS);
    people.count('a', 2 * HOUR_MS);
    expect(people.hasRoom('c', 25 * HOUR_MS)).toBe(true);
  });

  it('are never more in 24 hours than the limit', () => {
    const sends = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 5 * HOUR_MS }), who: fc.constantFrom(...'abcdefgh') }),
      { maxLength: 100 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), sends, (limit, all) => {
        const people = new UniqueRecipients(limit);
        const taken: { who: string; at: number }[] = [];
        let at = 0;
        for (const { gap, who } of all) {
          at += gap;
          const now = at;
          const recent = new Set(taken.filter((one) => now - one.at < 24 * HOUR_MS).map((one) => one.who));
          const hasRoom = recent.has(who) || recent.size < limit;
          expect(people.hasRoom(who, now)).toBe(hasRoom);
          if (!hasRoom) continue;
          people.count(who, now);
          taken.push({ who, at: now });
        }
      }),
    );
  });
});
