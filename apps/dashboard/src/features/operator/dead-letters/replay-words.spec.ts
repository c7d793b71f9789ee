import fc from 'fast-check';
import { durationWords, lettersWord, percentDone, rateIn, replayTitle, scopeWords } from './replay-words';

describe('the rate of a replay', () => {
  it.each([
    ['1', 1],
    [' 20 ', 20],
    ['50', 50],
    ['0', null],
    ['51', null],
    ['2.5', null],
    ['-3', null],
    ['1e1', null],
    ['', null],
    ['fast', null],
  ])('%j is %p', (typed, rate) => expect(rateIn(typed)).toBe(rate));

  it('says how long it will take', () => {
    expect(durationWords(1, 50)).toBe('about a second');
    expect(durationWords(42, 20)).toBe('about 3 seconds');
    expect(durationWords(7_200, 1)).toBe('about 2 h');
  });
});

describe('the progress of a replay', () => {
  it('is whole only when it is finished, and never beyond', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (total, done) => {
        const percent = percentDone({ total, done, finishedAt: null });
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThan(100);
      }),
    );
    expect(percentDone({ total: 3, done: 3, finishedAt: '2026-11-21T12:00:00Z' })).toBe(100);
    expect(percentDone({ total: 0, done: 0, finishedAt: null })).toBe(0);
  });
});

describe('what a replay is about', () => {
  it('is said in words', () => {
    expect(replayTitle({ action: 'replay', total: 1_204 })).toBe('Replay of 1,204 dead letters');
    expect(replayTitle({ action: 'discard', total: 1 })).toBe('Discarding of 1 dead letter');
    expect(lettersWord(0)).toBe('0 dead letters');
  });

  it('is a cause, a workspace, a choice, or everything', () => {
    expect(scopeWords({ stage: 'route', reason: 'unknown_channel' })).toBe('Unknown number');
    expect(scopeWords({ reason: 'apply_failed', tenantSlug: 'acme' })).toBe('Could not be applied, in acme');
    expect(scopeWords({ tenantSlug: 'acme' })).toBe('in acme');
    expect(scopeWords({ deadLetterIds: ['a'] })).toBe('chosen one by one');
    expect(scopeWords({})).toBe('all that waited');
  });
});
