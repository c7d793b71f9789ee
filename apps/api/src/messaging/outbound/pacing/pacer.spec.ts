import fc from 'fast-check';
import { Slot } from './busy-window';
import { Pacer } from './pacer';

const LIMITS = [1, 5, 20, 66, 67, 80, 250, 1_000];
const limit = fc.constantFrom(...LIMITS);
/** How late a caller is after its slot has come: mostly little, sometimes much. */
const jitter = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: 0, max: 3, noNaN: true }) },
    { weight: 2, arbitrary: fc.double({ min: 0, max: 40, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 3_000, noNaN: true }) },
  ),
  { minLength: 5, maxLength: 40 },
);

/** Takes every slot as soon as it may, late by the given times in turn. Ends at `untilMs`. */
function run(pacer: Pacer, fromMs: number, untilMs: number, late: readonly number[] = [0]): number[] {
  const takes: number[] = [];
  for (let now = fromMs, turn = 0; ; turn += 1) {
    now += pacer.waitMs(now) + (late[turn % late.length] ?? 0);
    if (now >= untilMs) return takes;
    if (pacer.waitMs(now) > 0) continue;
    pacer.take(now).begun(now);
    takes.push(now);
  }
}

/** How many events, in their order, each one finds in the 1,000 ms that end with it; less than a nanosecond is rounding. */
function found(times: readonly number[]): number[] {
  let first = 0;
  return times.map((time, index) => {
    while ((times[first] ?? time) <= time - 1_000 + 1e-6) first += 1;
    return index - first + 1;
  });
}

const busiest = (times: readonly number[]): number => Math.max(0, ...found(times));

describe('the pacer of a number', () => {
  it('never lets a window of a second hold more than the limit, however late its caller is', () => {
    fc.assert(
      fc.property(limit, jitter, (perSecond, late) => {
        expect(busiest(run(new Pacer(perSecond, 0), 0, 6_000, late))).toBeLessThanOrEqual(perSecond);
      }),
    );
  });

  it.each(LIMITS)('gives a greedy caller 97 %% of %i a second or more', (perSecond) => {
    const seconds = perSecond >= 80 ? 10 : 200;
    const punctual = run(new Pacer(perSecond, 0), 0, seconds * 1_000).length;
    expect(punctual).toBeGreaterThanOrEqual(0.97 * perSecond * seconds);
    expect(punctual).toBeLessThanOrEqual(perSecond * seconds);
  });

  it('keeps 97 % for a caller whose timer is up to one slot late', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(20, 80, 250),
        fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 3, maxLength: 20 }),
        (perSecond, late) => {
          expect(run(new Pacer(perSecond, 0), 0, 10_000, late).length).toBeGreaterThanOrEqual(
            0.97 * perSecond * 10,
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('lets no second hold more than the limit of what really went out, however long each waited for its connection', () => {
    const waits = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1_500, noNaN: true })), {
      minLength: 5,
      maxLength: 60,
    });
    fc.assert(
      fc.property(limit, jitter, waits, (perSecond, late, connecting) => {
        const pacer = new Pacer(perSecond, 0);
        const left: number[] = [];
        let waiting: { at: number; slot: Slot }[] = [];
        const leave = (until: number): void => {
          waiting.sort((one, other) => one.at - other.at);
          for (const { at, slot } of waiting.filter((each) => each.at <= until)) {
            slot.begun(at);
            left.push(at);
          }
          waiting = waiting.filter(({ at }) => at > until);
        };
        for (let now = 0, turn = 0; now < 4_000; turn += 1) {
          now += Math.min(pacer.waitMs(now), 50) + (late[turn % late.length] ?? 0);
          leave(now);
          if (pacer.waitMs(now) > 0) continue;
          waiting.push({ at: now + (connecting[turn % connecting.length] ?? 0), slot: pacer.take(now) });
        }
        leave(Infinity);
        expect(busiest(left)).toBeLessThanOrEqual(perSecond);
      }),
    );
  });

  it('gives the place of a message that was never begun to another', () => {
    const pacer = new Pacer(1, 0);
    const slot = pacer.take(0);
    expect(pacer.waitMs(60_000)).toBe(Infinity);
    slot.unused();
    slot.begun(60_000);
    expect(pacer.waitMs(60_000)).toBe(0);
  });

  it.each([
    [20, 1],
    [80, 2],
    [1_000, 20],
  ])('gives 20 ms back after a long delay: with %i a second, %i at once', (perSecond, atOnce) => {
    const pacer = new Pacer(perSecond, 0);
    pacer.take(0).begun(0);
    for (let n = 0; n < atOnce; n += 1) {
      expect(pacer.waitMs(60_000)).toBe(0);
      pacer.take(60_000).begun(60_000);
    }
    expect(pacer.waitMs(60_000)).toBeGreaterThan(0);
  });

  it('counts received messages: no send finds more than the limit in its window', () => {
    const received = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 900 }), messages: fc.integer({ min: 0, max: 120 }) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(fc.constantFrom(5, 80, 250), received, jitter, (perSecond, bursts, late) => {
        const pacer = new Pacer(perSecond, 0);
        const events: number[] = [];
        let now = 0;
        for (const { gap, messages } of bursts) {
          const before = events.length;
          events.push(...run(pacer, now, now + gap, late));
          for (const inWindow of found(events).slice(before)) expect(inWindow).toBeLessThanOrEqual(perSecond);
          now += gap;
          pacer.count(messages, now);
          events.push(...Array<number>(messages).fill(now));
        }
      }),
    );
  });

  it('sends again one window after a flood of received messages, not later', () => {
    const pacer = new Pacer(80, 0);
    pacer.count(10_000, 500);
    expect(pacer.waitMs(500)).toBeCloseTo(1_000 / 0.98, 6);
    pacer.count(0, 900);
    expect(pacer.waitMs(900)).toBeCloseTo(1_000 / 0.98 - 400, 6);
  });

  it('never overshoots the lower or the new limit when the limit changes', () => {
    const changes = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 2_500 }), to: limit }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(limit, changes, jitter, (first, later, late) => {
        const pacer = new Pacer(first, 0);
        const takes: number[] = [];
        let now = 0;
        let current = first;
        for (const { afterMs, to } of [...later, { afterMs: 2_500, to: 1 }]) {
          const before = takes.length;
          takes.push(...run(pacer, now, now + afterMs, late));
          // What a send finds in its window is within the limit that holds when it is sent.
          for (const inWindow of found(takes).slice(before)) expect(inWindow).toBeLessThanOrEqual(current);
          now += afterMs;
          pacer.setLimit(to, now);
          current = to;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes up a higher limit at once, and a lower one a window after the last message', () => {
    const pacer = new Pacer(80, 0);
    pacer.take(0).begun(0);
    pacer.setLimit(1_000, 0);
    pacer.take(20).begun(20);
    expect(pacer.waitMs(20)).toBeLessThan(1.1);
    pacer.setLimit(20, 21);
    expect(pacer.waitMs(21)).toBe(999);
    pacer.setLimit(10, 5_000);
    expect(pacer.waitMs(5_000)).toBe(0);
  });

  it('never overshoots together with the owner before it', () => {
    fc.assert(
      fc.property(limit, jitter, fc.integer({ min: 0, max: 3_000 }), (perSecond, late, handOver) => {
        const before = run(new Pacer(perSecond, 0), 0, handOver, late);
        const after = run(new Pacer(perSecond, handOver + 1_000), handOver, handOver + 4_000, late);
        expect(Math.min(...after)).toBeGreaterThanOrEqual(handOver + 1_000);
        expect(busiest([...before, ...after])).toBeLessThanOrEqual(perSecond);
      }),
    );
  });

  it('pauses until the later of two times', () => {
    const pacer = new Pacer(80, 0);
    pacer.pause(5_000);
    pacer.pause(3_000);
    expect(pacer.waitMs(1_000)).toBe(4_000);
    expect(pacer.waitMs(5_000)).toBe(0);
    pacer.count(1, 2_000);
    expect(pacer.waitMs(2_000)).toBe(3_000);
  });

  it('is 5 % slower after it was told so, once for one crowd, and 1 % faster every 10 s up to its limit', () => {
    const pacer = new Pacer(80, 0);
    const share = (now: number) => pacer.rate(now) / (80 * 0.98);
    pacer.slowDown(0);
    expect(pacer.waitMs(0)).toBe(1_000);
    pacer.slowDown(300);
    pacer.slowDown(999);
    expect(pacer.waitMs(999)).toBe(1);
    expect(share(1_000)).toBeCloseTo(0.95, 9);
    expect(share(10_999)).toBeCloseTo(0.95, 9);
    expect(share(11_000)).toBeCloseTo(0.96, 9);
    expect(share(51_000)).toBeCloseTo(1, 9);
    expect(share(1e9)).toBe(1);
    pacer.slowDown(60_000);
    pacer.slowDown(61_000);
    expect(share(62_000)).toBeCloseTo(0.95 * 0.95, 9);
  });

  it('never stands still, however often it is told to be slower', () => {
    const pacer = new Pacer(80, 0);
    for (let now = 0; now < 200_000; now += 1_000) pacer.slowDown(now);
    expect(pacer.rate(200_000)).toBeGreaterThanOrEqual(0.05 * 80 * 0.98);
  });

  it('stays within the limit while it is slowed down and recovers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(5, 80),
        jitter,
        fc.array(fc.nat(4_000), { maxLength: 4 }),
        (perSecond, late, told) => {
          const pacer = new Pacer(perSecond, 0);
          const takes: number[] = [];
          let now = 0;
          for (const gap of [...told, 12_000]) {
            takes.push(...run(pacer, now, now + gap, late));
            now += gap;
            pacer.slowDown(now);
          }
          expect(busiest(takes)).toBeLessThanOrEqual(perSecond);
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([0, -1, NaN, Infinity])('refuses %d a second as a limit', (perSecond) => {
    expect(() => new Pacer(perSecond, 0)).toThrow('perSecond');
    expect(() => new Pacer(80, 0).setLimit(perSecond, 0)).toThrow('perSecond');
  });
});
