import fc from 'fast-check';
import { PairLimit } from './pair-limit';

const ANA = 'ana';
const pausesUpTo = (longestMs: number) => fc.array(fc.nat(longestMs), { minLength: 1, maxLength: 150 });
/** Crowded, at about the pace that is allowed, and with long pauses. */
const gaps = fc.oneof(
  pausesUpTo(3_000),
  pausesUpTo(20_000),
  fc.array(fc.oneof(fc.constant(0), fc.constant(0), fc.nat(200_000)), { minLength: 1, maxLength: 150 }),
);

/** Sends as soon as it may after each pause, and answers when. */
function sendings(limit: PairLimit, pauses: readonly number[]): number[] {
  let now = 0;
  return pauses.map((pause) => {
    now += pause;
    now += limit.waitMs(ANA, now);
    limit.take(ANA, now);
    return now;
  });
}

describe('the limit of one recipient', () => {
  it('lets 45 go at once, and then one per 6 s', () => {
    const at = sendings(new PairLimit(), Array<number>(48).fill(0));
    expect(at.slice(0, 45).every((time) => time === 0)).toBe(true);
    expect(at.slice(45)).toEqual([6_000, 12_000, 18_000]);
  });

  it('gives the whole burst back only after it was paid for, 270 s', () => {
    const limit = new PairLimit();
    const burst = (now: number) => {
      let sent = 0;
      for (; limit.waitMs(ANA, now) === 0; sent += 1) limit.take(ANA, now);
      return sent;
    };
    expect([burst(0), burst(120_000), burst(390_000)]).toEqual([45, 20, 45]);
  });

  it('is never over: any stretch of time holds a burst and what was paid for in it', () => {
    fc.assert(
      fc.property(gaps, (pauses) => {
        const at = sendings(new PairLimit(), pauses);
        for (const [first, from] of at.entries()) {
          for (const [ahead, to] of at.slice(first).entries()) {
            expect(ahead + 1).toBeLessThanOrEqual(45 + Math.floor((to - from) / 6_000));
          }
        }
      }),
    );
  });

  it('makes nobody wait longer than needed: a millisecond earlier would be over', () => {
    fc.assert(
      fc.property(gaps, (pauses) => {
        const limit = new PairLimit();
        const at = sendings(limit, pauses);
        const last = at.at(-1) ?? 0;
        const wait = limit.waitMs(ANA, last);
        if (wait === 0) return;
        const early = [...at, last + wait - 1];
        const isOver = early.some(
          (from, first) => early.length - first > 45 + Math.floor((last + wait - 1 - from) / 6_000),
        );
        expect(isOver).toBe(true);
      }),
    );
  });

  it('of one does not touch another', () => {
    const use = fc.record({
      who: fc.constantFrom('ana', 'ben', 'eva'),
      gap: fc.nat(9_000),
      refused: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(use, { maxLength: 150 }), (uses) => {
        const together = new PairLimit();
        const alone = new Map(['ana', 'ben', 'eva'].map((who) => [who, new PairLimit()]));
        let now = 0;
        for (const { who, gap, refused } of uses) {
          now += gap;
          for (const limit of [together, alone.get(who)]) {
            limit?.take(who, now);
            if (refused) limit?.backOff(who, now);
          }
        }
        for (const [who, limit] of alone) expect(together.waitMs(who, now)).toBe(limit.waitMs(who, now));
      }),
    );
  });

  it('backs off 1, 4, 16, 64 and then always 256 s', () => {
    const limit = new PairLimit();
    let now = 0;
    const pauses = Array.from({ length: 7 }, () => {
      limit.backOff(ANA, now);
      const pause = limit.waitMs(ANA, now);
      now += pause;
      return pause / 1_000;
    });
    expect(pauses).toEqual([1, 4, 16, 64, 256, 256, 256]);
  });

  it('backs off beside what is owed, and takes nothing of it back', () => {
    const limit = new PairLimit();
    for (let sent = 0; sent < 46; sent += 1) limit.take(ANA, 0);
    limit.backOff(ANA, 0);
    expect(limit.waitMs(ANA, 0)).toBe(12_000);
    expect(limit.waitMs(ANA, 11_999)).toBe(1);
  });

  it('takes refusals of what was under way together for one', () => {
    const limit = new PairLimit();
    for (const now of [0, 10, 500, 999]) limit.backOff(ANA, now);
    expect(limit.waitMs(ANA, 999)).toBe(1);
    limit.backOff(ANA, 1_000);
    expect(limit.waitMs(ANA, 1_000)).toBe(4_000);
  });

  it('forgets refusals after a success, but ends no pause', () => {
    const limit = new PairLimit();
    limit.backOff(ANA, 0);
    limit.backOff(ANA, 1_000);
    limit.succeeded(ANA);
    expect(limit.waitMs(ANA, 1_000)).toBe(4_000);
    limit.backOff(ANA, 5_000);
    expect(limit.waitMs(ANA, 5_000)).toBe(1_000);
  });

  it('forgets whoever was used longest ago, who then has one burst more', () => {
    const limit = new PairLimit(2);
    for (let sent = 0; sent < 45; sent += 1) limit.take(ANA, 0);
    limit.take('ben', 0);
    limit.take(ANA, 6_000);
    limit.take('eva', 6_000);
    expect(limit.waitMs(ANA, 6_000)).toBe(6_000);
    limit.take('ben', 6_000);
    expect(limit.waitMs(ANA, 6_000)).toBe(0);
    for (let sent = 0; sent < 45; sent += 1) limit.take(ANA, 6_000);
    expect(limit.waitMs(ANA, 6_000)).toBe(6_000);
  });
});
