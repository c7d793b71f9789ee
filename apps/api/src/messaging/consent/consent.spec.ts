import fc from 'fast-check';
import { CONSENTS, consentOf, LastWords, wordsFor } from './consent';

const word = fc.constantFrom(true, false, null);

describe('what a person allows', () => {
  it.each<[boolean | null, boolean | null, string]>([
    [null, null, 'given'],
    [true, null, 'given'],
    [null, true, 'given'],
    [null, false, 'marketing_opt_out'],
    [true, false, 'marketing_opt_out'],
    [false, null, 'stopped'],
    [false, true, 'stopped'],
    [false, false, 'stopped'],
  ])('with %j to all and %j to marketing is %s', (all, marketing, consent) =>
    expect(consentOf({ all, marketing })).toBe(consent),
  );

  it('is what was said last, whatever was said before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONSENTS), word, word, (consent, all, marketing) => {
        const said = Object.fromEntries(wordsFor(consent).map(({ topic, allowed }) => [topic, allowed]));
        expect(consentOf({ all, marketing, ...said } as LastWords)).toBe(consent);
      }),
    );
  });
});
