import { poissonArrivals, quantile } from './arrivals.ts';

describe('the arrivals of an open loop', () => {
  const arrivals = poissonArrivals(1_000, 20);

  it('are as many as asked for', () => {
    expect(arrivals.length).toBeGreaterThan(19_500);
    expect(arrivals.length).toBeLessThan(20_500);
  });

  it('come in order, within the time', () => {
    expect(arrivals).toEqual([...arrivals].sort((one, other) => one - other));
    expect(arrivals[0]).toBeGreaterThan(0);
    expect(arrivals.at(-1)).toBeLessThan(20_000);
  });

  it('are not evenly spread: the gaps vary as much as they last', () => {
    const gaps = arrivals.map((at, index) => at - (arrivals[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(Math.sqrt(variance) / mean).toBeGreaterThan(0.9);
    expect(Math.sqrt(variance) / mean).toBeLessThan(1.1);
  });

  it('are the same in every run', () => expect(poissonArrivals(1_000, 20)).toEqual(arrivals));
});

describe('a quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0.001, 1],
  ])('%d of the values 1 to 100 is %d', (share, expected) => {
    expect(quantile(hundred, share)).toBe(expected);
  });

  it('of nothing is not a number', () => expect(quantile([], 0.99)).toBeNaN());
});
