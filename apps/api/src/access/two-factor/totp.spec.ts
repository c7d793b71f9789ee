import { Secret, TOTP } from 'otpauth';
import { looksLikeTotp, newTotpSecret, totpStep, totpUri } from './totp';

/** RFC 6238, appendix B: this secret at this second gives 94287082, of which we ask the last six digits. */
const RFC_SECRET = Secret.fromUTF8('12345678901234567890').base32;
const AT_59 = new Date(59_000);

describe('a code of an authenticator app', () => {
  it('is the one of RFC 6238', () => expect(totpStep(RFC_SECRET, '287082', AT_59)).toBe(1));

  it('is good one step before and after its own, and named by its own step', () => {
    const steps = [-60, -30, 0, 30, 60].map((seconds) =>
      totpStep(RFC_SECRET, '287082', new Date(AT_59.getTime() + seconds * 1000)),
    );
    expect(steps).toEqual([null, 1, 1, 1, null]);
  });

  it.each(['287 082', ' 287082 ', '۲۸۷۰۸۲', '٢٨٧٠٨٢', '287\u200c082'])('may be typed as %p', (code) =>
    expect(totpStep(RFC_SECRET, code, AT_59)).toBe(1),
  );

  it.each(['', '28708', '2870822', '287083', '-87082', '2.8e05', 'abcdef', '٢٨٧٠٨٣', '94287082'])(
    'is not %p',
    (code) => expect(totpStep(RFC_SECRET, code, AT_59)).toBeNull(),
  );

  it('is told from a recovery code by its digits', () => {
    expect(['123456', '123 456', '۱۲۳۴۵۶'].map(looksLikeTotp)).toEqual([true, true, true]);
    expect(['1234-5678-9012-3456', 'ABCD-EFGH', '12345', ''].map(looksLikeTotp)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('comes from a secret of 160 random bits, which the URI carries with the name of the account', () => {
    const [one, other] = [newTotpSecret(), newTotpSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(other);
    const uri = totpUri(one, 'sara+wa@example.com');
    expect(uri).toMatch(/^otpauth:\/\/totp\/Parley:sara%2Bwa%40example\.com\?/);
    expect(new URL(uri).searchParams.get('secret')).toBe(one);
    const now = new Date();
    expect(totpStep(one, new TOTP({ secret: Secret.fromBase32(one) }).generate(), now)).not.toBeNull();
  });
});
