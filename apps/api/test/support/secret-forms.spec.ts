import fc from 'fast-check';
import { secretForms } from './secret-forms';

const contains = (text: string, secret: string): boolean =>
  secretForms(secret).some(({ form }) => text.includes(form));

describe('a secret is recognised', () => {
  const secret = fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme' });
  const around = fc.string({ maxLength: 20 });

  it.each<[string, (text: string) => string]>([
    ['as it is', (text) => text],
    ['in JSON', (text) => JSON.stringify(text)],
    ['in a URL', (text) => encodeURIComponent(text)],
    ['in hexadecimal', (text) => Buffer.from(text).toString('hex')],
    ['in base64', (text) => Buffer.from(text).toString('base64')],
    ['in base64 for URLs', (text) => Buffer.from(text).toString('base64url')],
  ])('%s, whatever stands around it', (_how, write) => {
    fc.assert(
      fc.property(secret, around, around, (hidden, before, after) =>
        contains(write(before + hidden + after), hidden),
      ),
    );
  });

  it('when it is a token whose bytes were stored', () => {
    const token = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
    expect(contains(token.toString('hex'), token.toString('base64url'))).toBe(true);
    expect(contains('00443214c74254b635cf', 'ABCDEFGHIJKLMNOP')).toBe(true);
  });

  it('and nothing else is taken for it', () => {
    expect(contains('a log line with {"nothing":"in it"}', 'canary-access-token')).toBe(false);
  });
});
