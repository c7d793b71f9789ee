import {
  categoryNews,
  knownStatuses,
  pauseWords,
  qualityWords,
  rejectionWords,
  statusWords,
} from './template-words';

describe('the status of a template in words', () => {
  it.each(knownStatuses)('says what it means: %s', (status) => {
    const { word, means, advice } = statusWords(status);
    expect(word).toMatch(/^[A-Z][a-z ]+$/);
    expect(means).toMatch(/^[A-Z].+\.$/);
    if (advice !== null) expect(advice).toMatch(/^[A-Z].+\.$/);
  });

  it('gives advice wherever something can be done', () => {
    for (const status of ['draft', 'rejected', 'paused', 'disabled', 'flagged'])
      expect(statusWords(status).advice).not.toBeNull();
  });

  it('has a word also for what WhatsApp makes up tomorrow, and for what every object has', () => {
    expect(statusWords('under_quarantine').word).toBe('Under quarantine');
    expect(statusWords('constructor').word).toBe('Constructor');
  });
});

describe('why a template was rejected', () => {
  it('is told with what helps, however WhatsApp writes it', () => {
    for (const reason of [
      'ABUSIVE_CONTENT',
      'invalid_format',
      'SCAM',
      'Promotional',
      'CATEGORY_NOT_AVAILABLE',
    ])
      expect(rejectionWords(reason)).toMatchObject({
        because: expect.stringMatching(/^[A-Z].+\.$/) as string,
        advice: expect.stringMatching(/^[A-Z].+\.$/) as string,
      });
    expect(rejectionWords('SCAM').because).toContain('deceive');
  });

  it('is WhatsApp’s own sentence where we know none', () => {
    expect(rejectionWords('The link is shortened').because).toBe('The link is shortened.');
    expect(rejectionWords('NEW_REASON').because).toBe('New reason.');
    expect(rejectionWords(null).because).toBe('WhatsApp does not say why.');
  });
});

describe('a pause', () => {
  it('is told with how often there was one before', () => {
    expect(pauseWords({ pauseReason: 'second_pause', pausedUntil: '2026-11-22T10:00:00Z' })).toContain(
      'The next one is for good',
    );
  });

  it('without an end is ended by somebody', () => {
    expect(pauseWords({ pauseReason: null, pausedUntil: null })).toContain('when somebody ends it');
    expect(pauseWords({ pauseReason: 'other', pausedUntil: '2026-11-22T10:00:00Z' })).toBe(
      'The pause ends by itself.',
    );
  });
});

describe('a category that WhatsApp changes', () => {
  const none = { category: 'utility', previousCategory: null, correctCategory: null } as const;

  it('is said before and after it is changed, and not said otherwise', () => {
    expect(categoryNews(none)).toBeNull();
    expect(categoryNews({ ...none, correctCategory: 'utility', previousCategory: 'utility' })).toBeNull();
    expect(categoryNews({ ...none, correctCategory: 'marketing' })).toContain('announced');
    expect(categoryNews({ ...none, previousCategory: 'marketing' })).toContain('has made it utility');
  });
});

describe('quality', () => {
  it('is nothing to speak of while it is not known', () => {
    expect(qualityWords(null)).toBeNull();
    expect(qualityWords('unknown')).toBeNull();
    expect(qualityWords('red')).toEqual({ word: 'Low quality', tone: 'danger' });
  });
});
