import { figuresOf, shortCountOf } from './queue-figures';

const calm = {
  oldestWaitingSeconds: null,
  oldestWaitingAt: null,
  deliveriesWaiting: 0,
  eventsWaiting: 0,
  eventsRetrying: 0,
  deadLettersWaiting: 0,
  atLeast: false,
  lastMinute: { received: 0, applied: 0, applyP50Ms: null, applyP99Ms: null },
  lanes: [],
  tenants: [],
  media: { waiting: 0, failed: 0 },
  measuredAt: '2026-11-21T12:00:00.000Z',
};

const figuresIn = (state: typeof calm) => figuresOf(state).flatMap(({ figures }) => figures);

describe('the figures of the queues', () => {
  it('alarm nobody while nothing is wrong', () => {
    expect(figuresIn(calm).filter(({ tone }) => tone)).toEqual([]);
  });

  it('say when there is more than was counted', () => {
    const values = figuresIn({ ...calm, eventsWaiting: 100_000, atLeast: true }).map(({ value }) => value);
    expect(values).toContain('100,000+');
    expect(values).toContain('0');
  });

  it('say so also where there is little room', () => {
    expect(shortCountOf(100_000, true)).toBe('100K+');
    expect([shortCountOf(100_000, false), shortCountOf(0, true)]).toEqual(['100K', '0']);
  });

  it('stand out when something needs a look, and lead to it', () => {
    const loud = figuresIn({
      ...calm,
      eventsRetrying: 2,
      deadLettersWaiting: 1_204,
      media: { waiting: 3, failed: 1 },
    });
    expect(loud.filter(({ tone }) => tone).map(({ name, tone }) => [name, tone])).toEqual([
      ['Retrying', 'warning'],
      ['Dead letters', 'danger'],
      ['Files that failed', 'warning'],
    ]);
    expect(loud.find(({ name }) => name === 'Dead letters')).toMatchObject({
      value: '1,204',
      href: '/operator/dead-letters',
    });
  });
});
