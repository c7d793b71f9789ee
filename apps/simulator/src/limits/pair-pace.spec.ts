import fc from 'fast-check';
import { PairPace } from './pair-pace';

const METAS = { everyMs: 6_000, burst: 45 };

/** How many of so many sends at one moment go through. */
function sent(pace: PairPace, pair: string, nowMs: number, wanted: number): number {
  let count = 0;
  for (let index = 0; index < wanted; index += 1) {
    if (!pace.hasRoom(pair, nowMs)) continue;
    pace.count(pair, nowMs);
    count += 1;
  }
  return count;
}

describe('the pace of a pair', () => {
  it('lets 45 messages go at once, and then one every six seconds', () => {
    const pace = new PairPace(METAS);
    expect(sent(pace, 'a', 0, 100)).toBe(45);
    expect(sent(pace, 'a', 5_999, 1)).toBe(0);
    expect(sent(pace, 'a', 6_000, 10)).toBe(1);
    expect(sent(pace, 'a', 60_000, 100)).toBe(9);
  });

  it('is of one pair alone', () => {
    const pace = new PairPace(METAS);
    sent(pace, 'a', 0, 45);
    expect(sent(pace, 'b', 0, 45)).toBe(45);
  });

  it('gives a whole burst back after as long as it lasts', () => {
    const pace = new PairPace(METAS);
    sent(pace, 'a', 0, 45);
    expect(sent(pace, 'a', 45 * 6_000, 100)).toBe(45);
  });

  it('is what a bucket would be that loses one message per interval', () => {
    const sends = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 900 }), pair: fc.constantFrom('a', 'b', 'c') }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.constantFrom(100, 250), sends, (burst, everyMs, all) => {
        const pace = new PairPace({ everyMs, burst });
        const buckets = new Map<string, { owed: number; at: number }>();
        let now = 0;
        for (const { gap, pair } of all) {
          now += gap;
          const { owed, at } = buckets.get(pair) ?? { owed: 0, at: now };
          const left = Math.max(0, owed - (now - at));
          const hasRoom = left <= (burst - 1) * everyMs;
          expect(pace.hasRoom(pair, now)).toBe(hasRoom);
          if (hasRoom) pace.count(pair, now);
          buckets.set(pair, { owed: left + (hasRoom ? everyMs : 0), at: now });
        }
      }),
    );
  });

  it('remembers a pair that owes something when it forgets others', () => {
    const pace = new PairPace(METAS);
    sent(pace, 'a', 0, 1);
    expect(sent(pace, 'a', 270_000, 45)).toBe(45);
    expect(sent(pace, 'b', 270_001, 1)).toBe(1);
    expect(sent(pace, 'a', 270_002, 1)).toBe(0);
  });

  it('forgets pairs that owe nothing any more', () => {
    const pace = new PairPace({ everyMs: 10, burst: 2 });
    for (let index = 0; index < 10_000; index += 1) pace.count(`pair ${index}`, index);
    expect(pace.size).toBeLessThan(100);
  });
});
