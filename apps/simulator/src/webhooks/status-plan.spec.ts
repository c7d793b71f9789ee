import { statusPlan } from './status-plan';

const delays = { sent: 30, delivered: 120, read: 400 };
const planOf = (phone: string) => statusPlan(phone, delays).map(({ status, afterMs }) => [status, afterMs]);

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
    expect(statusPlan(phone, delays)).toEqual([
      { status: 'failed', afterMs: 120, failure: expect.objectContaining({ code }) },
    ]);
  });
});
