import { ERROR_CATALOGUE, ERROR_REFERENCE_URL } from '@parley/whatsapp-cloud';
import { explanationOf } from './explanation';

describe("what a code of Meta's means", () => {
  it('is what the catalogue says, for every row of it', () => {
    for (const { codes, meaning, next, docsUrl, fault } of ERROR_CATALOGUE) {
      for (const one of codes) {
        const code = String(typeof one === 'number' ? one : one[1]);
        expect([code, explanationOf(code)]).toEqual([
          code,
          { sentence: meaning, next, docsUrl, fault: fault === 'meta' ? 'provider' : fault },
        ]);
      }
    }
  });

  it("is a way to Meta's list where the catalogue has no such code", () => {
    expect(explanationOf('9999999')).toMatchObject({ fault: 'parley', docsUrl: ERROR_REFERENCE_URL });
  });

  it.each(['', 'unreachable', '-1', '1e3', '131026 ', '12345678901234567890'])(
    'is nothing for "%s"',
    (code) => expect(explanationOf(code)).toBeNull(),
  );
});
