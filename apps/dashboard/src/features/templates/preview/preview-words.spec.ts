import { deedOf, labelOf, offerEnd, pictureOf, shownButtons, textIn } from './preview-words';

const NOW = Date.parse('2026-11-22T10:00:00Z');

describe('the buttons of a preview', () => {
  test('have their own label, and the one of the phone where they have none', () => {
    expect(labelOf({ kind: 'URL', label: 'Track it', target: null })).toBe('Track it');
    expect(labelOf({ kind: 'OTP', label: null, target: null })).toBe('Copy code');
    expect(labelOf({ kind: 'SOMETHING_NEW', label: null, target: null })).toBe('Button');
  });

  test('say what a tap does', () => {
    expect(deedOf({ kind: 'URL', label: 'Track it', target: 'https://example.com/1' })).toBe(
      'opens https://example.com/1',
    );
    expect(deedOf({ kind: 'COPY_CODE', label: null, target: null })).toBe('copies a code');
    expect(deedOf({ kind: 'SOMETHING_NEW', label: null, target: null })).toBe('');
  });

  test.each([
    [0, 0, 0],
    [3, 3, 0],
    [4, 2, 2],
    [10, 2, 8],
  ])('of %i, %i are shown at once and %i behind another', (count, shown, hidden) => {
    const buttons = Array.from({ length: count }, (_, index) => index);
    const both = shownButtons(buttons);
    expect([both.shown.length, both.hidden.length]).toEqual([shown, hidden]);
    expect([...both.shown, ...both.hidden]).toEqual(buttons);
  });
});

describe('the header of a preview', () => {
  test.each([
    ['blob:http://localhost/1', 'blob:http://localhost/1'],
    ['/api/v1/media/1', '/api/v1/media/1'],
    ['https://elsewhere.example/pixel.png', null],
    ['//elsewhere.example/pixel.png', null],
    ['javascript:alert(1)', null],
  ])('shows %s only when it is of this page', (link, shown) => {
    expect(pictureOf({ value: { link } })).toBe(shown);
  });

  test('has no text where it is filled with something else', () => {
    expect(textIn({ filename: 'Invoice.pdf' }, 'filename')).toBe('Invoice.pdf');
    expect(textIn({ filename: 7 }, 'filename')).toBeNull();
    expect(textIn(null, 'filename')).toBeNull();
  });
});

describe('the end of an offer', () => {
  const END = { key: 'offer.end', kind: 'offer_end', label: null, sample: null, isRequired: true };

  test('is said from now on, and that it is over', () => {
    expect(offerEnd({ text: 'Sale', endsAt: NOW + 2 * 86_400_000 }, [END], NOW)).toBe('Ends in 2 days');
    expect(offerEnd({ text: 'Sale', endsAt: NOW - 1 }, [END], NOW)).toBe('Offer ended');
  });

  test('is for each message to say where it is not known yet, and is not there where there is none', () => {
    expect(offerEnd({ text: 'Sale', endsAt: null }, [END], NOW)).toBe('Ends when each message says');
    expect(offerEnd({ text: 'Sale', endsAt: null }, [], NOW)).toBeNull();
  });
});
