import { remainingWords } from './remaining-words';

describe('the time that is left', () => {
  it.each([
    [0, '1 second'],
    [1, '1 second'],
    [1_000, '1 second'],
    [1_001, '2 seconds'],
    [45_000, '45 seconds'],
    [90_000, '90 seconds'],
    [90_001, '2 minutes'],
    [238_000, '4 minutes'],
    [90 * 60_000, '90 minutes'],
    [90 * 60_000 + 1, '2 hours'],
    [26 * 3_600_000, '26 hours'],
  ])('%i ms is "%s": never less than it takes', (ms, words) => expect(remainingWords(ms)).toBe(words));
});
