import fc from 'fast-check';
import { draftKey, emptyDraft, readDraft } from './draft';

describe('the draft of a connection', () => {
  it('comes back as it was kept', () => {
    const draft = { ...emptyDraft, phoneNumberId: '106540352242922', name: 'پشتیبانی' };
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it('takes over nothing else, least of all a token', () => {
    expect(readDraft('{"accessToken":"EAAG","name":7}')).toEqual(emptyDraft);
  });

  it('is empty for whatever else is found', () => {
    expect(readDraft(null)).toEqual(emptyDraft);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
        for (const value of Object.values(readDraft(kept))) expect(typeof value).toBe('string');
      }),
    );
  });

  it('is nobody else’s', () => {
    expect(draftKey('acme', 'one')).not.toBe(draftKey('acme', 'two'));
    expect(draftKey('acme', 'one')).not.toBe(draftKey('other', 'one'));
  });
});
