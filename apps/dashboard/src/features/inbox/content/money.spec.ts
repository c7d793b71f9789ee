import { money } from './money';

describe('money', () => {
  it('is written with its currency', () => {
    expect(money(12.5, 'EUR', 'en-IE')).toBe('€12.50');
  });

  it('keeps the word of a currency that nobody knows', () => {
    expect(money(12.5, 'points', 'en')).toBe('12.5 points');
  });

  it('is a number where there is no currency', () => {
    expect(money(1200, null, 'en')).toBe('1,200');
  });
});
