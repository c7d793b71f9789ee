import { appSecretProof, proven } from './app-secret-proof';

describe('the proof of an app secret', () => {
  it('is the HMAC-SHA256 of the token under the secret, in lowercase hex', () => {
    // RFC 4231, test case 2.
    expect(appSecretProof('what do ya want for nothing?', 'Jefe')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it.each([
    ['/1/messages', /^\/1\/messages\?appsecret_proof=[0-9a-f]{64}$/],
    ['/1?fields=id', /^\/1\?fields=id&appsecret_proof=[0-9a-f]{64}$/],
  ])('stands in the query of %s', (path, expected) => {
    expect(proven(path, 'token', 'secret')).toMatch(expected);
  });

  it('is not there where no secret is to be proven', () => {
    expect(proven('/1/messages', 'token', undefined)).toBe('/1/messages');
  });
});
