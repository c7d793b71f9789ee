import { consentWords, sourceWords } from './consent-words';

describe('what a person allows, in words', () => {
  it('is different for each state', () => {
    expect(new Set(Object.values(consentWords)).size).toBe(3);
  });

  it('says who said so, by name where it was a member, and nothing where nobody did', () => {
    expect(sourceWords({ source: 'member', setByName: 'Sara' })).toBe('Sara noted it.');
    expect(sourceWords({ source: 'word', setByName: null })).toMatch(/themselves/);
    expect(sourceWords(undefined)).toBeUndefined();
  });
});
