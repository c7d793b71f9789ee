import { latelyWords, outcomesOf, waitingWords } from './usage-words';

const lately = { messages: 1_210, sent: 1_200, delivered: 1_150, read: 800, failed: 12, lastSentAt: null };

describe('what waits to be sent with a template', () => {
  it.each([
    [0, 'No message waits to be sent with it.'],
    [1, 'One message waits to be sent with it.'],
    [1_234, '1,234 messages wait to be sent with it.'],
    [10_000, 'More than 10,000 messages wait to be sent with it.'],
  ])('is told for %i', (waiting, words) => {
    expect(waitingWords(waiting)).toBe(words);
  });
});

describe('what became of the messages of a template', () => {
  it('is told in figures, and as a part of those that were sent', () => {
    expect(outcomesOf(lately)).toEqual([
      { name: 'Sent', count: '1,200', share: null },
      { name: 'Delivered', count: '1,150', share: '96%' },
      { name: 'Read', count: '800', share: '67%' },
      { name: 'Failed', count: '12', share: '1%' },
    ]);
  });

  it('is no part of nothing where none was sent', () => {
    const outcomes = outcomesOf({ ...lately, messages: 3, sent: 0, delivered: 0, read: 0, failed: 3 });
    expect(outcomes.map(({ share }) => share)).toEqual([null, null, null, '100%']);
  });

  it('is nothing where there were none', () => {
    expect(outcomesOf({ ...lately, messages: 0 })).toEqual([]);
  });

  it.each([
    [0, 'None was made in the last 30 days.'],
    [1, 'Of the last 30 days: one message.'],
    [1_210, 'Of the last 30 days: 1,210 messages.'],
    [100_000, 'Of the last 30 days: the newest 100,000 messages.'],
  ])('is of so many messages: %i', (messages, words) => {
    expect(latelyWords({ ...lately, messages })).toBe(words);
  });
});
