import fc from 'fast-check';
import { LANE_COUNT, laneOf } from './lane';

describe('a lane', () => {
  it('is one of 64', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (tenant, channel, person) => {
        const lane = laneOf(tenant, channel, person);
        expect(Number.isInteger(lane) && lane >= 0 && lane < LANE_COUNT).toBe(true);
      }),
    );
  });

  it('is always the same for the same person on the same channel, also after an update of ours', () => {
    expect(laneOf('tenant', 'channel', 'person')).toBe(laneOf('tenant', 'channel', 'person'));
    expect([laneOf('t', 'c', 'p'), laneOf('t', 'c', 'q'), laneOf('u', 'c', 'p')]).toEqual([4, 34, 56]);
  });

  it('depends on the tenant, the channel and the person', () => {
    const people = Array.from({ length: 1_000 }, (_, index) => String(index));
    for (const lanes of [
      people.map((person) => laneOf('t', 'c', person)),
      people.map((person) => laneOf('t', person, 'p')),
      people.map((person) => laneOf(person, 'c', 'p')),
    ]) {
      expect(new Set(lanes).size).toBe(LANE_COUNT);
    }
  });

  it('is there for news of an account, which has no channel', () => {
    expect(laneOf('t', null, 'account')).toBe(laneOf('t', null, 'account'));
    const lanes = Array.from({ length: 200 }, (_, tenant) => laneOf(`t${tenant}`, null, 'account'));
    expect(new Set(lanes).size).toBeGreaterThan(LANE_COUNT / 2);
  });

  it('does not mix up parts that look the same when put together', () => {
    const pairs = Array.from({ length: 50 }, (_, index) => [
      laneOf(`t${index}`, 'c', 'p'),
      laneOf('t', `${index}c`, 'p'),
    ]);
    expect(pairs.some(([one, other]) => one !== other)).toBe(true);
  });
});
