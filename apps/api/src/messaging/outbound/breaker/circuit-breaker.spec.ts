import fc from 'fast-check';
import {
  Attempt,
  BREAKER_SETTINGS,
  BreakerState,
  CallOutcome,
  CircuitBreaker,
  Permit,
} from './circuit-breaker';

const breaker = (random = () => 0) => new CircuitBreaker(BREAKER_SETTINGS, random);

function permitOf(attempt: Attempt): Permit {
  if (attempt.kind === 'wait') throw new Error(`must wait for ${attempt.ms} ms`);
  return attempt.permit;
}

function call(of: CircuitBreaker, outcome: CallOutcome, now: number): void {
  of.settle(permitOf(of.attempt(now)), outcome, now);
}

function opened(random = () => 0): CircuitBreaker {
  const one = breaker(random);
  for (let failure = 0; failure < 5; failure += 1) call(one, 'failed', 0);
  return one;
}

describe('a breaker', () => {
  it('opens at five failures in a row, not at four', () => {
    const one = breaker();
    for (let failure = 0; failure < 4; failure += 1) call(one, 'failed', 0);
    expect(one.state).toBe('closed');
    call(one, 'irrelevant', 0);
    call(one, 'failed', 0);
    expect(one.state).toBe('open');
    expect(one.attempt(0)).toEqual({ kind: 'wait', ms: 5_000 });
  });

  it('starts anew to count what is in a row after a success', () => {
    const one = breaker();
    for (const outcome of ['failed', 'failed', 'failed', 'failed', 'succeeded', 'failed'] as const)
      call(one, outcome, 0);
    expect(one.state).toBe('closed');
  });

  /** Nineteen outcomes of which nine failed, never two in a row. */
  function nearlyTooMuch(of: CircuitBreaker, now: number): void {
    for (let turn = 0; turn < 19; turn += 1) call(of, turn % 2 === 0 ? 'succeeded' : 'failed', now);
  }

  it('opens where half of twenty within 10 s failed, and not of nineteen', () => {
    const one = breaker();
    nearlyTooMuch(one, 0);
    expect(one.state).toBe('closed');
    call(one, 'failed', 8_999);
    expect(one.state).toBe('open');
  });

  it('does not open for nineteen of which most failed', () => {
    const one = breaker();
    for (let turn = 0; turn < 19; turn += 1) call(one, turn % 5 === 4 ? 'succeeded' : 'failed', 0);
    expect(one.state).toBe('closed');
  });

  it.each([10_000, 12_500, 20_500])('does not open for failures of 10 s ago and more (%i ms)', (now) => {
    const one = breaker();
    nearlyTooMuch(one, 0);
    call(one, 'failed', now);
    expect(one.state).toBe('closed');
  });

  it('forgets what failed before it was closed', () => {
    const one = breaker();
    nearlyTooMuch(one, 0);
    call(one, 'failed', 0);
    for (let probe = 0; probe < 3; probe += 1) call(one, 'succeeded', 5_000);
    call(one, 'failed', 5_001);
    expect(one.state).toBe('closed');
  });

  it('counts the probes that succeed from the last that failed', () => {
    const one = opened();
    for (const outcome of ['succeeded', 'succeeded', 'failed'] as const) call(one, outcome, 5_000);
    for (const outcome of ['succeeded', 'succeeded'] as const) call(one, outcome, 15_000);
    expect(one.state).toBe('half_open');
    call(one, 'succeeded', 15_000);
    expect(one.state).toBe('closed');
  });

  it('does not open while less than half fails', () => {
    const one = breaker();
    for (let turn = 0; turn < 300; turn += 1) call(one, turn % 5 < 2 ? 'failed' : 'succeeded', turn * 10);
    expect(one.state).toBe('closed');
  });

  it('does not open for what says nothing about the way', () => {
    const one = breaker();
    for (let turn = 0; turn < 100; turn += 1) call(one, 'irrelevant', turn);
    expect(one.state).toBe('closed');
  });

  it('is open for 5 s, twice as long after each failed probe, and never longer than 60 s', () => {
    const one = opened();
    let now = 0;
    const open = Array.from({ length: 6 }, () => {
      const attempt = one.attempt(now);
      const ms = attempt.kind === 'wait' ? attempt.ms : 0;
      now += ms;
      call(one, 'failed', now);
      return ms;
    });
    expect(open).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('is open up to a fifth shorter, by chance', () => {
    expect([0, 0.5, 1].map((drawn) => opened(() => drawn).attempt(0))).toMatchObject([
      { ms: 5_000 },
      { ms: 4_500 },
      { ms: 4_000 },
    ]);
  });

  it('closes after three probes that succeed, and then begins anew', () => {
    const one = opened();
    call(one, 'succeeded', 5_000);
    call(one, 'irrelevant', 5_000);
    call(one, 'succeeded', 5_000);
    expect(one.state).toBe('half_open');
    call(one, 'succeeded', 5_000);
    expect(one.state).toBe('closed');
    for (let failure = 0; failure < 4; failure += 1) call(one, 'failed', 5_001);
    expect(one.state).toBe('closed');
    call(one, 'failed', 5_001);
    expect(one.attempt(5_001)).toEqual({ kind: 'wait', ms: 5_000 });
  });

  it('gives one probe at a time to 100 who ask at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<CallOutcome>('succeeded', 'irrelevant'), { maxLength: 8 }),
        (outcomes) => {
          const one = opened();
          let now = 5_000;
          for (const outcome of outcomes) {
            const attempts = Array.from({ length: 100 }, () => one.attempt(now));
            if (one.state !== 'half_open') return;
            const probes = attempts.filter(({ kind }) => kind === 'go');
            expect(probes).toHaveLength(1);
            for (const probe of probes) one.settle(permitOf(probe), outcome, now);
            now += 1;
          }
        },
      ),
    );
  });

  it('takes a probe of which nothing is heard for 60 s for lost, and does not hear it later', () => {
    const one = opened();
    const lost = permitOf(one.attempt(5_000));
    expect(one.attempt(5_001)).toEqual({ kind: 'wait', ms: 100 });
    expect(one.attempt(64_999)).toEqual({ kind: 'wait', ms: 1 });
    const second = permitOf(one.attempt(65_000));
    one.settle(lost, 'failed', 65_001);
    expect(one.state).toBe('half_open');
    expect(one.attempt(65_002).kind).toBe('wait');
    one.settle(second, 'failed', 65_003);
    expect(one.state).toBe('open');
  });

  it('does not hear what was permitted in an earlier state', () => {
    const one = breaker();
    const early = Array.from({ length: 20 }, () => permitOf(one.attempt(0)));
    for (const permit of early.slice(0, 5)) one.settle(permit, 'failed', 0);
    const [late, later] = early.slice(5);
    if (late === undefined || later === undefined) throw new Error('too few');
    one.settle(late, 'succeeded', 1);
    expect(one.attempt(1)).toEqual({ kind: 'wait', ms: 4_999 });
    const probe = permitOf(one.attempt(5_000));
    one.settle(later, 'failed', 5_001);
    expect(one.state).toBe('half_open');
    for (const [at, permit] of [probe, null, null].entries()) {
      one.settle(permit ?? permitOf(one.attempt(5_002)), 'succeeded', 5_002 + at);
    }
    for (const permit of early.slice(7)) one.settle(permit, 'failed', 6_000);
    expect(one.state).toBe('closed');
  });

  it('counts a probe once', () => {
    const one = opened();
    const probe = permitOf(one.attempt(5_000));
    for (let again = 0; again < 5; again += 1) one.settle(probe, 'succeeded', 5_001);
    expect(one.state).toBe('half_open');
  });

  const LEGAL: Record<BreakerState, BreakerState[]> = {
    closed: ['closed', 'open'],
    open: ['open', 'half_open'],
    half_open: ['half_open', 'open', 'closed'],
  };
  const step = fc.oneof(
    fc.record({ do: fc.constant('attempt' as const), gap: fc.constantFrom(0, 1, 200, 6_000, 70_000) }),
    fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(1_000),
      outcome: fc.constantFrom<CallOutcome>('succeeded', 'failed', 'failed', 'irrelevant'),
    }),
  );

  it('changes only from closed to open, to half open, and from there to either', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (steps, drawn) => {
          const one = breaker(() => drawn);
          const permits: Permit[] = [];
          let now = 0;
          for (const each of steps) {
            const before = one.state;
            if (each.do === 'attempt') {
              now += each.gap;
              const attempt = one.attempt(now);
              if (attempt.kind === 'go') permits.push(attempt.permit);
              else expect(attempt.ms).toBeGreaterThan(0);
              expect(before === 'closed' ? attempt.kind : 'go').toBe('go');
            } else {
              const permit = permits[each.which % Math.max(1, permits.length)];
              if (permit !== undefined) one.settle(permit, each.outcome, now);
            }
            expect(LEGAL[before]).toContain(one.state);
          }
        },
      ),
    );
  });

  it('never blocks for ever: who waits as told gets through within 60 s, whoever fell silent before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const one = breaker();
        const permits: Permit[] = [];
        let now = 0;
        for (const each of steps) {
          if (each.do === 'attempt') {
            now += each.gap;
            const attempt = one.attempt(now);
            if (attempt.kind === 'go') permits.push(attempt.permit);
          } else {
            const permit = permits[each.which % Math.max(1, permits.length)];
            if (permit !== undefined) one.settle(permit, each.outcome, now);
          }
        }
        let waited = 0;
        for (let attempt = one.attempt(now); attempt.kind === 'wait'; attempt = one.attempt(now + waited)) {
          waited += attempt.ms;
        }
        expect(waited).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});
