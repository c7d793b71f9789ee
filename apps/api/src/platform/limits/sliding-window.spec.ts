import fc from 'fast-check';
import { SlidingWindow } from './sliding-window';

const gap = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 400, noNaN: true }),
  fc.constantFrom(9, 10, 989, 990, 999, 1_000, 1_001, 1_010, 5_000),
);
const START = 1_700_000_000_000;

/** When somebody who asks at all these moments was admitted. */
function admitted(gaps: readonly number[], perSecond: number, window = new SlidingWindow()): number[] {
  let now = START;
  return gaps.flatMap((ms) => {
    now += ms;
    return window.admit(now, perSecond).allowed ? [now] : [];
  });
}

/** The most that any window of so many ms has in it. */
function mostWithin(ms: number, times: readonly number[]): number {
  return Math.max(0, ...times.map((end) => times.filter((time) => time > end - ms && time <= end).length));
}

describe('the sliding window', () => {
  it("admits a whole second's worth at once, and the next when that is over", () => {
    const window = new SlidingWindow();
    expect(admitted(Array<number>(100).fill(0), 80, window)).toHaveLength(80);
    expect(window.admit(START + 1_000, 80)).toEqual({ allowed: false, waitMs: 10, atMs: START + 1_000 });
    expect(window.admit(START + 1_010, 80)).toEqual({ allowed: true, waitMs: 0, atMs: START + 1_010 });
  });

  it('never admits more in any second than the limit, however it is asked', () => {
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (gaps, perSecond) => {
        expect(mostWithin(1_000, admitted(gaps, perSecond))).toBeLessThanOrEqual(perSecond);
      }),
    );
  });

  it('turns nobody away for whom there was room in a second and a hundredth', () => {
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (gaps, perSecond) => {
        const window = new SlidingWindow();
        const times: number[] = [];
        let now = START;
        for (const ms of gaps) {
          now += ms;
          const before = times.filter((time) => time > now - 1_010).length;
          const { allowed } = window.admit(now, perSecond);
          if (before < perSecond) expect(allowed).toBe(true);
          if (allowed) times.push(now);
        }
      }),
    );
  });

  it('says when the next is admitted: then, and not a millisecond before', () => {
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (gaps, perSecond) => {
        const [early, exact] = [new SlidingWindow(), new SlidingWindow()];
        for (const window of [early, exact]) admitted(gaps, perSecond, window);
        const now = START + gaps.reduce((sum, ms) => sum + ms, 0);
        const { allowed, waitMs } = early.admit(now, perSecond);
        exact.admit(now, perSecond);
        if (allowed) return;
        expect(early.admit(now + waitMs - 1, perSecond).allowed).toBe(false);
        expect(exact.admit(now + waitMs, perSecond).allowed).toBe(true);
      }),
    );
  });

  it('does not count what it did not admit', () => {
    const window = new SlidingWindow();
    window.admit(START, 1);
    for (const ms of [1, 500, 999]) expect(window.admit(START + ms, 1).allowed).toBe(false);
    expect(window.admit(START + 1_010, 1).allowed).toBe(true);
  });

  it('keeps to another limit from now on', () => {
    const window = new SlidingWindow();
    expect(admitted([0, 0, 0, 0, 500, 0, 0, 0], 8, window)).toHaveLength(8);
    expect(window.admit(START + 600, 2)).toMatchObject({ allowed: false, waitMs: 500 + 1_010 - 600 });
    expect(window.admit(START + 600, 9).allowed).toBe(true);
  });

  it.each([1, 500, 1_000, 1_020, 60_000, 3_600_000])(
    'has nobody wait for longer than two seconds when the clock goes back by %d ms, and lets nobody pass for it',
    (back) => {
      const window = new SlidingWindow();
      admitted(Array<number>(5).fill(0), 5, window);
      const { allowed, waitMs } = window.admit(START - back, 5);
      expect(allowed).toBe(false);
      expect(waitMs).toBeGreaterThan(1_000);
      expect(waitMs).toBeLessThanOrEqual(2_020);
      expect(window.admit(START - back + waitMs, 5).allowed).toBe(true);
    },
  );
});
