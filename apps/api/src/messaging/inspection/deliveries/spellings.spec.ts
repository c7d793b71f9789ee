import * as fc from 'fast-check';
import { spellingsOf } from './spellings';

const texts = (text: string): string[] => spellingsOf(text).map(String);

describe('the spellings of a text in a JSON body', () => {
  it('are one for what needs no escape', () => {
    expect(texts('106540352242922')).toEqual(['106540352242922']);
  });

  it('know the escapes that Meta writes', () => {
    expect(texts('wamid.a/b=')).toEqual(['wamid.a/b=', 'wamid.a\\/b=']);
    expect(texts('Olá 👋')).toEqual(['Olá 👋', 'Ol\\u00e1 \\ud83d\\udc4b']);
    expect(texts('say "hi"')).toEqual(['say "hi"', 'say \\"hi\\"']);
  });

  it('all mean the text, but for the plain one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const spelling of texts(text).filter((one) => one !== text))
          expect(JSON.parse(`"${spelling}"`)).toBe(text);
      }),
    );
  });
});
