import fc from 'fast-check';
import { secretBehind, signatureMatches, signBody } from './signature';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
const secret = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' });

describe('the webhook signature', () => {
  it('is the HMAC-SHA256 that RFC 4231 gives for its second case', () => {
    expect(signBody(Buffer.from('what do ya want for nothing?'), 'Jefe')).toBe(
      'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('matches what was signed', () => {
    fc.assert(
      fc.property(bytes, secret, (body, key) => {
        expect(signatureMatches(body, signBody(body, key), [key])).toBe(true);
      }),
    );
  });

  it('does not match when any byte of the body changes', () => {
    fc.assert(
      fc.property(bytes, secret, fc.nat(), fc.integer({ min: 1, max: 255 }), (body, key, place, change) => {
        const header = signBody(body, key);
        const tampered = Uint8Array.from(body);
        const index = place % body.length;
        tampered[index] = (tampered[index] ?? 0) ^ change;
        expect(signatureMatches(tampered, header, [key])).toBe(false);
      }),
    );
  });

  it('does not match when any character of the header changes', () => {
    fc.assert(
      fc.property(
        bytes,
        secret,
        fc.nat(70),
        fc.string({ minLength: 1, maxLength: 1 }),
        (body, key, place, other) => {
          const header = signBody(body, key);
          fc.pre(header[place] !== other);
          const tampered = header.slice(0, place) + other + header.slice(place + 1);
          expect(signatureMatches(body, tampered, [key])).toBe(false);
        },
      ),
    );
  });

  it('matches with any of the active secrets, wherever it stands', () => {
    const body = Buffer.from('{}');
    expect(signatureMatches(body, signBody(body, 'old'), ['new', 'old'])).toBe(true);
    expect(signatureMatches(body, signBody(body, 'new'), ['new', 'old'])).toBe(true);
    expect(signatureMatches(body, signBody(body, 'other'), ['new', 'old'])).toBe(false);
  });

  it('says which of the active secrets it was', () => {
    const body = Buffer.from('{}');
    for (const secret of ['new', 'old', 'oldest']) {
      expect(secretBehind(body, signBody(body, secret), ['new', 'old', 'oldest'])).toBe(secret);
    }
    expect(secretBehind(body, signBody(body, 'other'), ['new', 'old', 'oldest'])).toBeUndefined();
    expect(secretBehind(body, signBody(body, ''), ['', 'new'])).toBeUndefined();
  });

  it('never matches without a secret, nor with an empty one', () => {
    const body = Buffer.from('{}');
    expect(signatureMatches(body, signBody(body, ''), [])).toBe(false);
    expect(signatureMatches(body, signBody(body, ''), [''])).toBe(false);
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['without digits', 'sha256='],
    ['too short', `sha256=${'a'.repeat(63)}`],
    ['too long', `sha256=${'a'.repeat(65)}`],
    ['of another algorithm', `sha1=${'a'.repeat(40)}`],
    ['without algorithm', 'a'.repeat(64)],
    ['with spaces around it', ` sha256=${'a'.repeat(64)} `],
    ['followed by a line break', `sha256=${'a'.repeat(64)}\n`],
    ['not hexadecimal', `sha256=${'g'.repeat(64)}`],
    ['not ASCII', `sha256=${'é'.repeat(64)}`],
    ['full of emoji', `sha256=${'🙂'.repeat(32)}`],
  ])('does not match a header that is %s', (_what, header) => {
    expect(signatureMatches(Buffer.from('{}'), header, ['secret'])).toBe(false);
  });

  it('does not match the right digits in upper case, which Meta never sends', () => {
    const body = Buffer.from('{}');
    const header = signBody(body, 'secret');
    expect(
      signatureMatches(
        body,
        header.replace(/[a-f]/g, (digit) => digit.toUpperCase()),
        ['secret'],
      ),
    ).toBe(false);
  });

  it('never throws, whatever the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        expect(signatureMatches(Buffer.from('{}'), header, ['secret'])).toBe(false);
      }),
    );
  });
});
