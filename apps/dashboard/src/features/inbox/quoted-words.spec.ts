import { quotedInWords } from './quoted-words';

const quoted = { type: 'text', text: null, revokedAt: null };

describe('a quoted message', () => {
  it('shows its words without their marks', () =>
    expect(quotedInWords({ ...quoted, text: '*now* please' })).toBe('now please'));

  it('shows its kind where it has no words', () => {
    expect(quotedInWords({ ...quoted, type: 'sticker' })).toBe('Sticker');
    expect(quotedInWords(quoted)).toBe('Empty message');
  });

  it.each(['text', 'image'])('says that it was deleted where it was: %s', (type) =>
    expect(quotedInWords({ type, text: null, revokedAt: '2026-11-21T09:30:00.000Z' })).toBe(
      'This message was deleted',
    ),
  );
});
