import {
  captionOf,
  documentFacts,
  durationInWords,
  isGone,
  nameOf,
  saysUnplayable,
  titleOf,
} from './media-words';

describe('a file in words', () => {
  it.each([
    ['image', 'picture'],
    ['voice', 'voice message'],
    ['hologram', 'file'],
  ])('%s is a %s', (kind, name) => expect(nameOf({ kind })).toBe(name));

  it.each([
    [{ fileName: 'price list.pdf', mimeType: 'application/pdf', byteSize: 1_440_000 }, 'PDF · 1.4 MB'],
    [{ fileName: null, mimeType: 'application/pdf', byteSize: 1_000 }, 'PDF · 1 kB'],
    [{ fileName: 'notes', mimeType: 'text/plain', byteSize: 1_000 }, '1 kB'],
    [{ fileName: 'a.docx', mimeType: null, byteSize: null }, 'DOCX'],
    [{ fileName: 'strange.extension', mimeType: null, byteSize: null }, ''],
  ])('%j has under its name: %s', (file, facts) => expect(documentFacts(file)).toBe(facts));

  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [83, '1:23'],
    [3_600, '60:00'],
    [Infinity, '0:00'],
    [NaN, '0:00'],
  ])('that plays for %d seconds plays for %s', (seconds, words) =>
    expect(durationInWords(seconds)).toBe(words),
  );

  it('has its caption under it, and not its own name once more', () => {
    const file = {
      id: '1',
      kind: 'document',
      state: 'stored',
      mimeType: null,
      byteSize: 1,
      failure: null,
    } as const;
    const media = [{ ...file, fileName: 'a.pdf' }];
    expect(captionOf({ media, text: 'a.pdf' })).toBeNull();
    expect(captionOf({ media, text: 'our prices' })).toBe('our prices');
    expect(captionOf({ media: [{ ...file, fileName: null }], text: null })).toBeNull();
    expect(captionOf({ media: [], text: 'hello' })).toBe('hello');
  });

  it('is called by its name, and by its kind where it has none', () => {
    expect(titleOf({ kind: 'document', fileName: 'prices.pdf' })).toBe('prices.pdf');
    expect(titleOf({ kind: 'video', fileName: null })).toBe('Video');
    expect(titleOf({ kind: 'hologram', fileName: null })).toBe('File');
  });

  it('can still be played after somebody paused it before it began', () => {
    expect(saysUnplayable(new DOMException('interrupted by a call to pause()', 'AbortError'))).toBe(false);
    expect(saysUnplayable(new DOMException('no supported source', 'NotSupportedError'))).toBe(true);
  });

  it('is gone when the provider says so, and for no other reason', () => {
    expect(isGone({ failure: { code: 'media_gone', reason: '' } })).toBe(true);
    expect(isGone({ failure: { code: 'busy', reason: '' } })).toBe(false);
    expect(isGone({ failure: null })).toBe(false);
  });
});
