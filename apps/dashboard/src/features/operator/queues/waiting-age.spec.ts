import fc from 'fast-check';
import { ageInWords, paceOf, shortTime } from './waiting-age';

describe('the age of the oldest unprocessed event', () => {
  it.each([
    [0.4, 'less than a second'],
    [1.9, '1 second'],
    [59.9, '59 seconds'],
    [60, '1 min'],
    [252, '4 min 12 s'],
    [3_600, '1 h'],
    [3_600 * 3 + 5 * 60 + 59, '3 h 5 min'],
    [86_400, '1 day'],
    [86_400 * 2 + 3_600 * 4, '2 days 4 h'],
  ])('of %d seconds is "%s"', (seconds, words) => expect(ageInWords(seconds)).toBe(words));

  it('is calm when nothing waits or what waits has only just come, and worse the longer it waits', () => {
    expect([null, 0, 0.2, 4.9, 5, 59, 60, 90_000].map(paceOf)).toEqual([
      'idle',
      'keeping-up',
      'keeping-up',
      'keeping-up',
      'behind',
      'behind',
      'far-behind',
      'far-behind',
    ]);
  });

  it('never gets better by waiting longer', () => {
    const order = ['idle', 'keeping-up', 'behind', 'far-behind'];
    const seconds = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(order.indexOf(paceOf(less))).toBeLessThanOrEqual(order.indexOf(paceOf(more)));
      }),
    );
  });
});

describe('the time that applying took', () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [42.4, '42 ms'],
    [1_349, '1.3 s'],
    [59_999, '59.9 s'],
    [125_000, '2.0 min'],
    [3_599_999, '59.9 min'],
    [90 * 60_000, '1.5 h'],
  ])('%p ms is "%s"', (ms, words) => expect(shortTime(ms)).toBe(words));
});
