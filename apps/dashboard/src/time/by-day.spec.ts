import { byDay } from './by-day';

const at = (...clock: [number, number, number, number]) => new Date(...clock).toISOString();

describe('what has happened, by day', () => {
  it('stays in its order and is parted where the reader’s date changes', () => {
    const items = [at(2026, 10, 21, 9), at(2026, 10, 21, 0), at(2026, 10, 20, 23)];
    expect(byDay(items, (item) => item).map(({ day, items: ofDay }) => [day, ofDay.length])).toEqual([
      ['2026-11-21', 2],
      ['2026-11-20', 1],
    ]);
    expect(byDay([], String)).toEqual([]);
  });
});
