import * as fc from 'fast-check';
import { chosenOf, lettersAtOnce } from './replay-pace';

const letter = (id: string, attempts: number) => ({ id, attempts });

describe('the pace of a replay', () => {
  it.each([
    [1, 1],
    [10, 1],
    [20, 2],
    [45, 5],
    [50, 5],
  ])('at %i letters a second takes %i at once', (rate, atOnce) => {
    expect(lettersAtOnce(rate)).toBe(atOnce);
  });

  it('never puts more letters into a second than its rate and one turn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (rate) => {
        const atOnce = lettersAtOnce(rate);
        const gap = atOnce / rate;
        expect(Math.ceil(1 / gap) * atOnce).toBeLessThanOrEqual(rate + atOnce);
      }),
    );
  });

  it('takes letters that nobody has begun together, and one that somebody failed with alone', () => {
    expect(chosenOf([letter('a', 0), letter('b', 0), letter('c', 1)])).toEqual([
      letter('a', 0),
      letter('b', 0),
    ]);
    expect(chosenOf([letter('c', 1), letter('d', 1)])).toEqual([letter('c', 1)]);
    expect(chosenOf([])).toEqual([]);
  });
});
