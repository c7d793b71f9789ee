import { statusPlan } from './status-plan';

const delays = { sent: 30, delivered: 120, read: 400 };
const planOf = (phone: string, more: object = {}) =>
  statusPlan({ to: phone, ...more }, delays).map(({ status, afterMs }) => [status, afterMs]);

describe('what becomes of an accepted message', () => {
  it('is sent, delivered and read at once, as people do here', () => {
    expect(planOf('351912345678')).toEqual([
      ['sent', 30],
      ['delivered', 120],
      ['read', 400],
    ]);
  });

  it('is never read by the number that never reads', () => {
    expect(planOf('15550100022')).toEqual([
      ['sent', 30],
      ['delivered', 120],
    ]);
  });

  it.each([
    ['15550131026', 131026],
    ['15550131047', 131047],
  ])('fails for %s with %i and nothing else', (phone, code) => {
    expect(statusPlan({ to: phone }, delays)).toEqual([
      { status: 'failed', afterMs: 120, failure: expect.objectContaining({ code }) },
    ]);
  });

  it('is only sent when it is a reaction', () => {
    expect(planOf('351912345678', { type: 'reaction' })).toEqual([['sent', 30]]);
  });

  it.each([
    ['none', []],
    [
      'reordered',
      [
        ['read', 30],
        ['delivered', 120],
        ['sent', 400],
      ],
    ],
    [
      'before_response',
      [
        ['sent', 0],
        ['delivered', 0],
        ['read', 0],
      ],
    ],
  ])('follows the order %s', (statuses, plan) => {
    expect(planOf('351912345678', { orders: { statuses } })).toEqual(plan);
  });

  it('is told later where that was ordered', () => {
    expect(planOf('351912345678', { orders: { delayMs: 1_000, statuses: 'unread' } })).toEqual([
      ['sent', 1_030],
      ['delivered', 1_120],
    ]);
  });

  it('goes by its own orders, not by those of its recipient', () => {
    expect(planOf('15550131026', { orders: { statuses: 'unread' } })).toEqual([
      ['sent', 30],
      ['delivered', 120],
    ]);
  });
});
