import { placeUnder } from './place-under';

/** Four rows of 40 pixels. */
const rows = [0, 40, 80, 120].map((top) => ({ top, bottom: top + 40 }));

describe('where a dragged row goes', () => {
  test.each([
    ['stays within its own row', 1, 55, 1],
    ['stays while the middle of the next is not reached', 1, 95, 1],
    ['goes below the next once its middle is passed', 1, 101, 2],
    ['goes to the end', 0, 500, 3],
    ['goes above the one before', 2, 55, 1],
    ['goes to the beginning', 3, -20, 0],
  ])('%s', (_words, at, y, to) => {
    expect(placeUnder(rows, at, y)).toBe(to);
  });
});
