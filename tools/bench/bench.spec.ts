import { formatReport, median } from './bench.ts';

describe('a bench report', () => {
  it('takes the middle of its rounds', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('is a table with a row for each result', () => {
    const text = formatReport({
      bench: 'intake',
      settings: { connections: 64 },
      results: {
        bare: { requestsPerSecond: 14_868, rounds: [1.4, 2.6] },
        product: { requestsPerSecond: 5_026.04 },
      },
      ratios: { 'product/bare': 0.338 },
      problems: ['it rained'],
    });
    expect(text).toMatch(/ {2}bare +14868 +1\/3\n/);
    expect(text).toMatch(/ {2}product +5026\.04\n/);
    expect(text).toMatch(/product\/bare +0\.34\n/);
    expect(text).toContain('PROBLEM: it rained');
  });
});
