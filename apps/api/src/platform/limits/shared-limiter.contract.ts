import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../kernel/ids';
import { Limited, SharedLimiter } from './shared-limiter';
import { Admission, GRANULES, SlidingWindow } from './sliding-window';

export interface LimiterUnderTest {
  /** A tenant that the store knows. */
  readonly tenantId: string;
  readonly otherTenantId: string;
  /** One process's end of the store, which waits for its answers; of a store on that port, which does not. */
  connect(port?: number): SharedLimiter;
  /** How many things the store keeps for a name, and how many bytes. */
  sizeOf(limited: Limited): Promise<{ entries: number; bytes: number }>;
}

export type LimiterSet = (run: (test: LimiterUnderTest) => Promise<void>) => Promise<void>;

/** What every store of shared limits promises. */
export function describeSharedLimiter(name: string, set: LimiterSet): void {
  async function withEnds<T>(
    count: number,
    test: LimiterUnderTest,
    work: (ends: readonly SharedLimiter[]) => Promise<T>,
  ): Promise<T> {
    const ends = Array.from({ length: count }, () => test.connect());
    try {
      return await work(ends);
    } finally {
      await Promise.all(ends.map((end) => end.stop()));
    }
  }
  const withOne = (test: LimiterUnderTest, work: (limiter: SharedLimiter) => Promise<void>) =>
    withEnds(1, test, ([end = test.connect()]) => work(end));
  const several = (limiter: SharedLimiter, limited: Limited, count: number, perSecond: number) =>
    Promise.all(Array.from({ length: count }, () => limiter.admit(limited, perSecond)));
  const allowedOf = (admissions: readonly Admission[]) => admissions.map(({ allowed }) => allowed);
  /** Which of these the rule admits at those times: a busy machine may ask for the next one a second later. */
  const allowedByRule = (admissions: readonly Admission[], perSecond: number) => {
    const rule = new SlidingWindow();
    return admissions.map(({ atMs }) => rule.admit(atMs, perSecond).allowed);
  };

  describe(name, () => {
    it('admits no more than the limit at once, and says when there is room again', () =>
      set((test) =>
        withOne(test, async (limiter) => {
          const limited = { tenantId: test.tenantId, name: newId() };
          const all = (await several(limiter, limited, 8, 5)).sort((one, other) => one.atMs - other.atMs);
          all.push(await limiter.admit(limited, 5));
          expect(allowedOf(all)).toEqual(allowedByRule(all, 5));
          await pause((all.at(-1)?.waitMs ?? 0) + 20);
          expect((await limiter.admit(limited, 5)).allowed).toBe(true);
        }),
      ));

    it('never admits more in any second than the limit, however many ask at once, and wastes next to nothing', () =>
      set((test) =>
        withEnds(3, test, async (ends) => {
          const limited = { tenantId: test.tenantId, name: newId() };
          const times: number[] = [];
          const refusals: Admission[] = [];
          const asked = ends
            .flatMap((end) => [end, end])
            .map(async (end) => {
              while (times.length <= 3 * 40) {
                const answer = await end.admit(limited, 40);
                if (answer.allowed) times.push(answer.atMs);
                else {
                  refusals.push(answer);
                  await pause(answer.waitMs);
                }
              }
            });
          await Promise.all(asked);
          times.sort((one, other) => one - other);
          for (const [index, time] of times.entries()) {
            const next = times[index + 40];
            if (next !== undefined) expect(next - time).toBeGreaterThanOrEqual(1_000);
          }
          // By the clock of the store: how fast a busy machine comes back is another matter.
          expect(refusals.length).toBeGreaterThan(0);
          for (const { atMs, waitMs } of refusals) {
            const oldest = times.filter((time) => time <= atMs).at(-40) ?? NaN;
            expect(atMs + waitMs - oldest).toBeLessThan(1_000 + 11);
          }
        }),
      ));

    it('answers as the rule does, whenever it is asked', () =>
      set((test) =>
        withOne(test, async (limiter) => {
          const limited = { tenantId: test.tenantId, name: newId() };
          const rule = new SlidingWindow();
          for (let turn = 0; turn < 120; turn += 1) {
            const perSecond = turn % 40 === 39 ? 7 : 12;
            const { allowed, waitMs, atMs } = await limiter.admit(limited, perSecond);
            const expected = rule.admit(atMs, perSecond);
            expect({ turn, allowed }).toEqual({ turn, allowed: expected.allowed });
            expect(waitMs).toBeCloseTo(expected.waitMs, 0);
            await pause((turn * 7) % 60);
          }
        }),
      ));

    it('keeps tenants apart, and the names of each', () =>
      set((test) =>
        withOne(test, async (limiter) => {
          const [name, other] = [newId(), newId()];
          const first = await limiter.admit({ tenantId: test.tenantId, name }, 1);
          const full = await limiter.admit({ tenantId: test.tenantId, name }, 1);
          const apart = await limiter.admit({ tenantId: test.otherTenantId, name }, 1);
          const named = await limiter.admit({ tenantId: test.tenantId, name: other }, 1);
          expect(allowedOf([first, full])).toEqual(allowedByRule([first, full], 1));
          expect(allowedOf([apart, named])).toEqual([true, true]);
        }),
      ));

    it('goes by the clock of the store, and not by that of who asks', () =>
      set((test) =>
        withOne(test, async (limiter) => {
          const limited = { tenantId: test.tenantId, name: newId() };
          const first = await limiter.admit(limited, 1);
          const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
          const later = await limiter.admit(limited, 1).finally(() => clock.mockRestore());
          expect(allowedOf([first, later])).toEqual(allowedByRule([first, later], 1));
          expect(later.atMs - first.atMs).toBeLessThan(60_000);
        }),
      ));

    it('keeps no more for a thousand in a second than for a few', () =>
      set((test) =>
        withOne(test, async (limiter) => {
          const limited = { tenantId: test.tenantId, name: newId() };
          for (let turn = 0; turn < 12; turn += 1) {
            // As many at once as the store has connections for: none waits for another.
            for (let pair = 0; pair < 100; pair += 1) await several(limiter, limited, 2, 1_000);
            await pause(100);
          }
          const { entries, bytes } = await test.sizeOf(limited);
          expect(entries).toBeLessThanOrEqual(GRANULES);
          expect(bytes).toBeLessThan(4_096);
        }),
      ));

    it('says within a moment that its store is away', () =>
      set(async (test) => {
        const limiter = test.connect(9);
        const begun = performance.now();
        await expect(limiter.admit({ tenantId: test.tenantId, name: 'x' }, 1)).rejects.toThrow('store');
        expect(performance.now() - begun).toBeLessThan(10_000);
        await limiter.stop();
      }));
  });
}
