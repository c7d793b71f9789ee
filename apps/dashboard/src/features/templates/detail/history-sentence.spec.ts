import { historySentence, isWorthTelling } from './history-sentence';

const told = (entry: Partial<Parameters<typeof historySentence>[0]>) => {
  const { who, did } = historySentence({
    kind: 'status',
    before: null,
    after: null,
    reason: null,
    byName: null,
    ...entry,
  });
  return `${who} ${did}`;
};

describe('the history of a template in sentences', () => {
  it('names who of ours did what', () => {
    expect(told({ kind: 'created', byName: 'Ann' })).toBe('Ann wrote it');
    expect(told({ kind: 'changed', byName: 'Ann' })).toBe('Ann changed it');
    expect(told({ kind: 'submitted', byName: 'Ann', after: 'pending' })).toBe('Ann submitted it');
    expect(told({ byName: 'Ann', before: 'paused', after: 'approved' })).toBe('Ann ended its pause');
    expect(told({ byName: 'Ann', after: 'deleted' })).toBe('Ann deleted it');
  });

  it('tells what WhatsApp did, also in words that are new', () => {
    expect(told({ kind: 'created' })).toBe('WhatsApp had it already when it was asked');
    expect(told({ after: 'approved' })).toBe('WhatsApp approved it');
    expect(told({ after: 'in_quarantine' })).toBe('WhatsApp says: in quarantine');
    expect(told({ kind: 'quality', after: 'red' })).toBe('WhatsApp rates it: low quality');
    expect(told({ kind: 'category', before: 'utility', after: 'marketing' })).toBe(
      'WhatsApp made it marketing, which was utility',
    );
    expect(told({ kind: 'drift' })).toBe('WhatsApp has other words than were submitted');
  });

  it('leaves out that nobody has rated what is new', () => {
    const rated = { kind: 'quality', before: null, after: 'unknown', reason: null, byName: null } as const;
    expect(isWorthTelling(rated)).toBe(false);
    expect(isWorthTelling({ ...rated, after: 'green' })).toBe(true);
    expect(isWorthTelling({ ...rated, before: 'red' })).toBe(true);
  });

  it('says why, where WhatsApp does', () => {
    const rejected = { kind: 'status', before: 'pending', after: 'rejected', byName: null } as const;
    expect(historySentence({ ...rejected, reason: 'SCAM' }).because).toContain('deceive');
    const refused = { kind: 'refused', before: null, after: 'refused', byName: 'Ann' } as const;
    expect(historySentence({ ...refused, reason: 'Too many templates.' })).toEqual({
      who: 'WhatsApp',
      did: 'did not take it',
      because: 'Too many templates.',
    });
  });
});
