import { Random } from '../random.ts';
import { FULL, planFaults, planPhases, QUICK, type Phase, type Scale } from './plan.ts';

const POINTS = [
  'receive.verified',
  'send.abandoned-noted',
  'send.claimed',
  'send.before-call',
  'send.after-call',
  'send.lease-taken',
  'send.before-resend-commit',
];

const wordsOf = ({ crashes }: Phase) => crashes.map(({ point, hit }) => `${point}:${hit}`);
const plan = (scale: Scale, seed = 1) => planPhases(POINTS, scale, new Random(seed));

describe('the plan of a campaign of sending', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(FULL, 7)).toEqual(plan(FULL, 7));
    expect(plan(FULL, 7)).not.toEqual(plan(FULL, 8));
  });

  it('has a phase for each way in which statuses come', () => {
    expect(plan(FULL).map(({ mode }) => mode)).toEqual(['on', 'late', 'off']);
  });

  it('has every crash point of sending with every hit once, with one worker', () => {
    const phases = plan(FULL);
    expect(phases.flatMap(wordsOf).sort()).toEqual(
      POINTS.filter((point) => point.startsWith('send.'))
        .flatMap((point) => [`${point}:1`, `${point}:7`])
        .sort(),
    );
    expect(phases.flatMap(({ crashes }) => crashes).every(({ isAlone }) => isAlone)).toBe(true);
  });

  it('dies where something is settled only while statuses do not come', () => {
    const [on, late, off] = plan(FULL).map(wordsOf);
    expect([...(on ?? []), ...(late ?? [])].filter((words) => words.includes('resend'))).toEqual([]);
    expect(off?.filter((words) => words.includes('resend'))).toHaveLength(2);
  });

  it('lets a sender leave something behind for those who find what the dead have left', () => {
    const leaving = plan(FULL)
      .flatMap(({ crashes }) => crashes)
      .filter(({ runsBeforeMs }) => runsBeforeMs !== undefined);
    expect(new Set(leaving.map(({ point }) => point))).toEqual(new Set(['send.abandoned-noted']));
  });

  it('spreads the faults evenly, none left out', () => {
    const counts = plan(FULL).map(({ faults }) => faults.length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(planFaults(FULL, new Random(1)).length);
  });

  it('has as many of each fault as wanted', () => {
    const faults = planFaults(FULL, new Random(1));
    const count = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
    expect(
      [
        'kill',
        'stop in order',
        'kill database',
        'cut after commit',
        'freeze who sends',
        'no way to Graph',
      ].map(count),
    ).toEqual([50, 6, 5, 10, 3, 5]);
  });

  it('has every kind of fault in a quick one too, and few crash points, none that takes a minute', () => {
    const kinds = (scale: Scale) => new Set(planFaults(scale, new Random(1)).map(({ kind }) => kind));
    expect(kinds(QUICK)).toEqual(kinds(FULL));
    const words = plan(QUICK).flatMap(wordsOf);
    expect(words).toHaveLength(3);
    expect(words.filter((one) => one.includes('resend'))).toEqual([]);
  });
});
