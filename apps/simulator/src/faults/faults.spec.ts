import { isAccepted, merged, statusOrdersOf, type Effect } from './effect';
import { faultsOfRules, type FaultRule } from './fault-rule';
import { Faults } from './faults';

function faultsWith(rules: FaultRule[], seed = 1): Faults {
  const faults = new Faults();
  faults.apply({ seq: 1, at: '', kind: 'faults.set', seed, rules });
  return faults;
}

const error: Effect = { answer: 'error', code: 131000 };
const rule = (when: FaultRule['when'], then: Effect = error, id = 'a'): FaultRule => ({ id, when, then });

describe('a fault', () => {
  it('concerns every send when it names no condition', () => {
    expect(faultsWith([rule({})]).effectOn('1', 'x')).toEqual(error);
  });

  it('concerns one number, or one recipient however they are written', () => {
    const faults = faultsWith([rule({ phoneNumberId: '1', to: '+351 912 345 678' })]);
    expect(faults.effectOn('1', '351912345678')).toEqual(error);
    expect(faults.effectOn('2', '351912345678')).toEqual({});
    expect(faults.effectOn('1', '351912345679')).toEqual({});
  });

  it('ends after the next so many, and tells what it did', () => {
    const faults = faultsWith([rule({ next: 2 })]);
    expect([1, 2, 3].map(() => faults.effectOn('1', 'x').code)).toEqual([131000, 131000, undefined]);
    expect(faults.state().rules).toMatchObject([{ id: 'a', seen: 2, applied: 2, isSpent: true }]);
  });

  it('strikes a share of the sends, the same ones for the same seed', () => {
    const struck = (seed: number): boolean[] => {
      const faults = faultsWith([rule({ share: 0.3 })], seed);
      return Array.from({ length: 1_000 }, () => faults.effectOn('1', 'x').answer === 'error');
    };
    expect(struck(7)).toEqual(struck(7));
    expect(struck(7)).not.toEqual(struck(8));
    const count = struck(7).filter(Boolean).length;
    expect(count).toBeGreaterThan(250);
    expect(count).toBeLessThan(350);
  });

  it('joins others; where both say something, the first wins', () => {
    const faults = faultsWith([
      rule({}, { latencyMs: 10 }, 'slow'),
      rule({}, { answer: 'html', status: 503, latencyMs: 99 }, 'page'),
      rule({}, { answer: 'error', code: 4, statuses: 'none' }, 'error'),
    ]);
    expect(faults.effectOn('1', 'x')).toEqual({
      latencyMs: 10,
      answer: 'html',
      status: 503,
      statuses: 'none',
    });
  });

  it('of the connection strikes before there is a body, and not again with it', () => {
    const faults = faultsWith([rule({ next: 1 }, { answer: 'reset_before_reading' })]);
    expect(faults.effectOn('1', 'x')).toEqual({});
    expect([faults.cutsUnread('1'), faults.cutsUnread('1')]).toEqual([true, false]);
  });

  it.each([
    [[rule({}), rule({})], 'same id'],
    [[rule({}, { answer: 'error' })], 'code'],
    [[rule({ to: '1' }, { answer: 'reset_before_reading' })], 'when.to'],
    [[rule({}, {})], 'nothing'],
  ])('cannot be %j', (rules, words) => {
    expect(faultsOfRules(rules)).toContain(words);
  });
});

describe('an effect', () => {
  it.each<[Effect, boolean]>([
    [{}, true],
    [{ statuses: 'none' }, true],
    [{ answer: 'accept_then_drop' }, true],
    [{ answer: 'html' }, true],
    [{ answer: 'html', status: 503 }, false],
    [{ answer: 'html', status: 503, accepts: true }, true],
    [{ answer: 'empty', status: 200, accepts: false }, false],
    [{ answer: 'truncated_json' }, true],
    [error, false],
    [{ answer: 'token_expired' }, false],
  ])('%j stands for an accepted message: %s', (effect, accepted) => {
    expect(isAccepted(effect)).toBe(accepted);
  });

  it('does not mix what belongs to two answers', () => {
    expect(merged({ answer: 'html' }, { answer: 'empty', status: 500, accepts: true })).toEqual({
      answer: 'html',
    });
  });

  it('orders no statuses where it has nothing to say about them', () => {
    expect(statusOrdersOf({ latencyMs: 5, answer: 'html' })).toBeUndefined();
    expect(statusOrdersOf({ asyncFailure: 131026 }, 131047)).toMatchObject({ failure: { code: 131026 } });
    expect(statusOrdersOf({}, 131047)).toMatchObject({ failure: { code: 131047 } });
  });
});
