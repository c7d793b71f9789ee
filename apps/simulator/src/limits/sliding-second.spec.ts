import fc from 'fast-check';
import { SlidingSecond } from './sliding-second';

const SECOND_US = 1_000_000;

describe('a second of a number', () => {
  it('has room for its limit, and again a second after the first', () => {
    const second = new SlidingSecond(2);
    second.count(0);
    second.count(400_000);
    expect(second.hasRoom(999_999)).toBe(false);
    expect(second.hasRoom(SECOND_US)).toBe(true);
  });

  it('counts what comes without asking', () => {
    const second = new SlidingSecond(1);
    second.count(0);
    second.count(700_000);
    expect(second.hasRoom(SECOND_US)).toBe(false);
    expect(second.hasRoom(1_700_000)).toBe(true);
  });

  it('never lets more than its limit into any second, and refuses only where it would', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), gaps, (limit, moments) => {
        const second = new SlidingSecond(limit);
        const taken: number[] = [];
        let at = 0;
        for (const gap of moments) {
          at += gap;
          const now = at;
          const withinASecond = taken.filter((before) => now - before < SECOND_US).length;
          expect(second.hasRoom(now)).toBe(withinASecond < limit);
          if (withinASecond >= limit) continue;
          second.count(now);
          taken.push(now);
        }
      }),
    );
  });
});
