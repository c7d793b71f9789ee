import { InboundFigures, inboundState } from './inbound-state';
import { COUNTED, COUNTED_IN_LANE, WaitingEvents } from './inbound-state.repository';

const NOW = new Date('2026-05-01T12:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

const calm: InboundFigures = {
  measuredAt: NOW,
  deliveries: { count: 0, oldestAt: null },
  pending: [],
  retrying: [],
  attemptsOfLanes: new Map(),
  received: 0,
  applied: { count: 0, p50Ms: null, p99Ms: null },
  deadLetters: [],
  runningReplays: 0,
  media: { waiting: 0, failed: 0 },
  tenants: new Map(),
};

const ofLane = (lane: number, count: number, seconds: number): WaitingEvents => ({
  lane,
  tenantId: null,
  count,
  oldestAt: ago(seconds),
});
const ofTenant = (tenantId: string, count: number, seconds: number): WaitingEvents => ({
  lane: null,
  tenantId,
  count,
  oldestAt: ago(seconds),
});

describe('what waits', () => {
  it('has no age where nothing waits', () => {
    expect(inboundState(calm)).toMatchObject({
      oldestWaitingSeconds: null,
      oldestWaitingAt: null,
      lanes: [],
      tenants: [],
    });
  });

  it.each<[string, Partial<InboundFigures>]>([
    ['a webhook', { deliveries: { count: 2, oldestAt: ago(90) } }],
    ['an event', { pending: [ofLane(1, 5, 90), ofLane(2, 5, 10)] }],
    ['an event that is tried again', { retrying: [ofLane(1, 1, 90)], pending: [ofLane(1, 5, 10)] }],
  ])('is as old as the oldest of all: %s', (_what, figures) => {
    expect(inboundState({ ...calm, deliveries: { count: 1, oldestAt: ago(5) }, ...figures })).toMatchObject({
      oldestWaitingSeconds: 90,
      oldestWaitingAt: ago(90).toISOString(),
    });
  });

  it('is never of the future, where clocks differ', () => {
    expect(inboundState({ ...calm, deliveries: { count: 1, oldestAt: ago(-3) } }).oldestWaitingSeconds).toBe(
      0,
    );
  });

  it('is counted once by lane, and once by tenant', () => {
    const state = inboundState({
      ...calm,
      pending: [ofLane(3, 7, 4), ofTenant('a', 3, 4), ofTenant('b', 4, 2)],
      retrying: [ofLane(3, 1, 9), ofLane(5, 2, 1), ofTenant('b', 3, 9)],
      attemptsOfLanes: new Map([[60, 2]]),
      tenants: new Map([['b', { id: 'b', slug: 'acme', name: 'Acme' }]]),
    });
    expect([state.eventsWaiting, state.eventsRetrying]).toEqual([7, 3]);
    expect(state.lanes).toEqual([
      { lane: 3, waiting: 7, retrying: 1, oldestWaitingAt: ago(9).toISOString(), attempts: 0 },
      { lane: 5, waiting: 0, retrying: 2, oldestWaitingAt: ago(1).toISOString(), attempts: 0 },
      { lane: 60, waiting: 0, retrying: 0, oldestWaitingAt: null, attempts: 2 },
    ]);
    expect(state.tenants).toEqual([
      { id: 'b', slug: 'acme', name: 'Acme', waiting: 7, oldestWaitingAt: ago(9).toISOString() },
      { id: 'a', slug: '', name: '', waiting: 3, oldestWaitingAt: ago(4).toISOString() },
    ]);
  });

  it('names 20 tenants, those with the most', () => {
    const pending = Array.from({ length: 30 }, (_, index) => ofTenant(`t${index}`, index + 1, 1));
    const { tenants } = inboundState({ ...calm, pending });
    expect(tenants.map(({ waiting }) => waiting)).toEqual(
      Array.from({ length: 20 }, (_, index) => 30 - index),
    );
  });

  it.each<[boolean, Partial<InboundFigures>]>([
    [
      false,
      { deliveries: { count: COUNTED - 1, oldestAt: ago(1) }, pending: [ofLane(1, COUNTED_IN_LANE - 1, 1)] },
    ],
    // A tenant may have more than is counted in any one lane.
    [false, { pending: [ofTenant('a', COUNTED_IN_LANE * 3, 1)] }],
    [true, { deliveries: { count: COUNTED, oldestAt: ago(1) } }],
    [true, { pending: [ofLane(1, COUNTED_IN_LANE, 1)] }],
    [true, { retrying: [ofLane(1, COUNTED / 2, 1), ofLane(2, COUNTED / 2, 1)] }],
    [true, { deadLetters: [{ stage: 'route', count: COUNTED }] }],
  ])('says that there may be more where counting stopped: %s', (isMore, figures) => {
    expect(inboundState({ ...calm, ...figures }).atLeast).toBe(isMore);
  });
});
