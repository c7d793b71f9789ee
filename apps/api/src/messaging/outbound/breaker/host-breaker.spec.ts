import fc from 'fast-check';
import { BREAKER_SETTINGS, CallOutcome } from './circuit-breaker';
import { HostBreaker } from './host-breaker';

const breaker = () => new HostBreaker(BREAKER_SETTINGS, () => 0);

function call(of: HostBreaker, channelId: string, outcome: CallOutcome, now: number): void {
  const attempt = of.attempt(now);
  if (attempt.kind === 'go') of.settle(attempt.permit, channelId, outcome, now);
}

describe('the breaker of a host', () => {
  it('stays closed however often two channels fail', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.constantFrom('a', 'b'), gap: fc.nat(500) }), { maxLength: 100 }),
        (failures) => {
          const one = breaker();
          let now = 0;
          for (const { who, gap } of failures) {
            now += gap;
            call(one, who, 'failed', now);
          }
          expect(one.state).toBe('closed');
        },
      ),
    );
  });

  it('opens when a third channel fails as well', () => {
    const one = breaker();
    for (const who of ['a', 'a', 'a', 'a', 'b', 'b']) call(one, who, 'failed', 0);
    expect(one.state).toBe('closed');
    call(one, 'c', 'failed', 1);
    expect(one.state).toBe('open');
    expect(one.attempt(1)).toEqual({ kind: 'wait', ms: 5_000 });
  });

  it('needs five failures in a row even so', () => {
    const one = breaker();
    for (const who of ['a', 'b', 'c', 'd']) call(one, who, 'failed', 0);
    expect(one.state).toBe('closed');
    call(one, 'a', 'failed', 0);
    expect(one.state).toBe('open');
  });

  it('does not count a channel that has come back, nor one that failed longer ago than 10 s', () => {
    const back = breaker();
    call(back, 'a', 'failed', 0);
    call(back, 'a', 'succeeded', 1);
    for (let turn = 0; turn < 5; turn += 1) for (const who of ['b', 'c']) call(back, who, 'failed', 2);
    expect(back.state).toBe('closed');

    const old = breaker();
    call(old, 'a', 'failed', 0);
    for (let turn = 0; turn < 5; turn += 1) for (const who of ['b', 'c']) call(old, who, 'failed', 10_000);
    expect(old.state).toBe('closed');
    call(old, 'a', 'failed', 10_001);
    expect(old.state).toBe('open');
  });

  it('opens again at one failed probe, and closes after three that succeed', () => {
    const one = breaker();
    for (const who of ['a', 'b', 'c', 'd', 'e']) call(one, who, 'failed', 0);
    call(one, 'f', 'failed', 20_000);
    expect(one.attempt(20_000)).toEqual({ kind: 'wait', ms: 10_000 });
    for (const who of ['a', 'a', 'a']) call(one, who, 'succeeded', 30_000);
    expect(one.state).toBe('closed');
  });

  it('does not hear what was permitted before it opened', () => {
    const one = breaker();
    const early = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((who) => ({ who, attempt: one.attempt(0) }));
    const settle = (from: number, to: number, now: number) => {
      for (const { who, attempt } of early.slice(from, to)) {
        if (attempt.kind === 'go') one.settle(attempt.permit, who, 'failed', now);
      }
    };
    settle(0, 5, 0);
    for (const who of ['a', 'a', 'a']) call(one, who, 'succeeded', 12_000);
    settle(5, 7, 12_000);
    for (let failure = 0; failure < 5; failure += 1) call(one, 'a', 'failed', 12_001);
    expect(one.state).toBe('closed');
  });
});
