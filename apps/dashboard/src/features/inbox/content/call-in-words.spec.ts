import { callInWords } from './call-in-words';

describe('a call in words', () => {
  it.each([
    [{ status: null, durationSeconds: null }, 'Not over yet, as far as WhatsApp says'],
    [{ status: 'COMPLETED', durationSeconds: 42 }, 'Lasted 42 s'],
    [{ status: 'COMPLETED', durationSeconds: 125 }, 'Lasted 2 min 5 s'],
    [{ status: 'FAILED', durationSeconds: null }, 'Did not come about'],
    [{ status: 'COMPLETED', durationSeconds: null }, 'Ended'],
  ])('says of %j: %s', (call, words) => {
    expect(callInWords(call)).toBe(words);
  });
});
