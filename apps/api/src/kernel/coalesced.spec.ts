import fc from 'fast-check';
import { Coalesced } from './coalesced';

/** A task whose runs the test ends one by one. */
class Runs {
  started = 0;
  atOnce = 0;
  private ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  onStart: () => void = () => undefined;

  readonly task = async (): Promise<void> => {
    this.started++;
    this.atOnce++;
    this.onStart();
    try {
      await new Promise<void>((resolve, reject) => this.ends.push({ resolve, reject }));
    } finally {
      this.atOnce--;
    }
  };

  end(): void {
    this.ends.shift()?.resolve();
  }

  fail(): void {
    this.ends.shift()?.reject(new Error('this run failed'));
  }
}

/** Lets everything that is ready run. */
const everythingReady = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a coalesced task', () => {
  let runs: Runs;
  let coalesced: Coalesced;

  beforeEach(() => {
    runs = new Runs();
    coalesced = new Coalesced(runs.task);
  });

  it('runs when nothing runs', async () => {
    const asked = coalesced.run();
    await everythingReady();
    expect(runs.started).toBe(1);
    runs.end();
    await asked;
  });

  it('runs once for those who ask before it begins', async () => {
    const asked = [coalesced.run(), coalesced.run()];
    await everythingReady();
    runs.end();
    await Promise.all(asked);
    expect(runs.started).toBe(1);
  });

  it('runs exactly once more for any number of requests during a run', async () => {
    const asked = [coalesced.run()];
    await everythingReady();
    asked.push(coalesced.run(), coalesced.run(), coalesced.run());
    runs.end();
    await asked[0];
    await everythingReady();
    expect(runs.started).toBe(2);
    runs.end();
    await Promise.all(asked);
    expect(runs.started).toBe(2);
  });

  it('answers a request during a run only after the run that follows', async () => {
    void coalesced.run();
    await everythingReady();
    let answered = false;
    const second = coalesced.run().then(() => (answered = true));
    runs.end();
    await everythingReady();
    expect(answered).toBe(false);
    runs.end();
    await second;
  });

  it('tells the failure of a run to those it ran for, and runs again for the others', async () => {
    const first = coalesced.run();
    await everythingReady();
    const second = coalesced.run();
    runs.fail();
    await expect(first).rejects.toThrow('this run failed');
    await everythingReady();
    runs.end();
    await expect(second).resolves.toBeUndefined();
    expect(runs.started).toBe(2);
  });

  it('runs again after a failure', async () => {
    const first = coalesced.run();
    await everythingReady();
    runs.fail();
    await expect(first).rejects.toThrow();
    const second = coalesced.run();
    await everythingReady();
    runs.end();
    await expect(second).resolves.toBeUndefined();
  });

  it('is settled when nothing runs, whatever became of the last run', async () => {
    await coalesced.settled();
    const asked = coalesced.run().catch(() => undefined);
    await everythingReady();
    const settled = coalesced.settled();
    runs.fail();
    await settled;
    await asked;
  });

  it('never runs twice at a time, even when the task asks for itself', async () => {
    runs.onStart = () => {
      if (runs.started < 3) void coalesced.run();
    };
    const asked = [coalesced.run(), coalesced.run(), coalesced.run()];
    let most = 0;
    for (let step = 0; step < 10; step++) {
      await everythingReady();
      most = Math.max(most, runs.atOnce);
      runs.end();
    }
    await Promise.all(asked);
    expect(most).toBe(1);
  });

  it('never runs twice at a time and lets no request go unserved, in whatever order things happen', async () => {
    const step = fc.constantFrom('ask', 'ask', 'end', 'fail', 'wait');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const some = new Runs();
        const task = new Coalesced(some.task);
        const asked: Promise<{ runsBefore: number }>[] = [];
        const ask = () => {
          const runsBefore = some.started;
          asked.push(
            task.run().then(
              () => ({ runsBefore }),
              () => ({ runsBefore }),
            ),
          );
        };
        let answered = 0;
        for (const what of steps) {
          if (what === 'ask') ask();
          else if (what === 'wait') await everythingReady();
          else some[what]();
          expect(some.atOnce).toBeLessThanOrEqual(1);
        }
        for (const request of asked) {
          void request.then(({ runsBefore }) => {
            answered++;
            // A run that began after the request: that is the promise.
            expect(some.started).toBeGreaterThan(runsBefore);
          });
        }
        while (answered < asked.length) {
          some.end();
          await everythingReady();
          expect(some.atOnce).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});
