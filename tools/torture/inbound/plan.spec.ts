import { FULL, planCrashes, planFaults, QUICK } from './plan.ts';
import { Random } from '../random.ts';

const POINTS = [
  'receive.verified',
  'receive.before-commit',
  'explode.locked',
  'apply.claimed',
  'media.claimed',
  'send.claimed',
];

describe('the plan of a campaign', () => {
  it('is the same for the same seed, and another for another', () => {
    const planned = (seed: number) => {
      const random = new Random(seed);
      return [planCrashes(POINTS, FULL, random), planFaults(FULL, random)];
    };
    expect(planned(7)).toEqual(planned(7));
    expect(planned(7)).not.toEqual(planned(8));
  });

  it('has every crash point but those of sending with every hit, each at the process that passes it', () => {
    const { api, 'worker-1': worker } = planCrashes(POINTS, FULL, new Random(1));
    const words = (list: { point: string; hit: number }[]) =>
      list.map(({ point, hit }) => `${point}:${hit}`).sort();
    expect(words(api)).toEqual([
      'receive.before-commit:1',
      'receive.before-commit:7',
      'receive.verified:1',
      'receive.verified:7',
    ]);
    expect(words(worker)).toEqual([
      'apply.claimed:1',
      'apply.claimed:7',
      'explode.locked:1',
      'explode.locked:7',
      'media.claimed:1',
      'media.claimed:7',
    ]);
  });

  it('keeps the other worker away from work that comes seldom', () => {
    const { 'worker-1': worker } = planCrashes(POINTS, QUICK, new Random(1));
    expect(worker.filter(({ isAlone }) => isAlone).map(({ point }) => point)).toEqual(['media.claimed']);
  });

  it('has as many of each fault as wanted', () => {
    const count = (kind: string) =>
      planFaults(FULL, new Random(1)).filter((fault) => fault.kind === kind).length;
    expect(
      ['kill', 'kill database', 'cut before commit', 'cut after commit', 'freeze', 'full disk'].map(count),
    ).toEqual([50, 10, 20, 20, 2, 1]);
  });

  it('has every kind of fault in a quick one too', () => {
    const kinds = (scale: typeof FULL) => new Set(planFaults(scale, new Random(1)).map(({ kind }) => kind));
    expect(kinds(QUICK)).toEqual(kinds(FULL));
  });
});
