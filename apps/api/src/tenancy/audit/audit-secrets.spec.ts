import { assertNoSecrets } from './audit-secrets';

describe('the audit trail', () => {
  it.each([
    { token: 'x' },
    { accessToken: 'x' },
    { access_token: 'x' },
    { password: 'x' },
    { newPassword: 'x' },
    { totpSecret: 'x' },
    { tokenHash: 'x' },
    { recoveryCodes: ['x'] },
    { link: 'x' },
    { apiKey: 'x' },
    { deep: [{ in: { it: { TOKEN: 7 } } }] },
  ])('refuses %j', (value) => {
    expect(() => assertNoSecrets(value)).toThrow('A secret was about to be written to the audit trail');
  });

  it.each([`parley_live_${'x'.repeat(60)}`, `http://localhost:3000/invitation#${'x'.repeat(64)}`])(
    'refuses the text %s as what somebody typed, so that it is not taken for a fault of ours',
    (text) => {
      for (const value of [text, { note: text }, { notes: ['', text] }]) {
        expect(() => assertNoSecrets(value)).toThrow(
          expect.objectContaining({ status: 400, code: 'secret_in_text' }) as Error,
        );
      }
    },
  );

  it.each([
    undefined,
    { accessToken: { lastFour: '1234', fingerprint: 'ab' } },
    { accessTokenLastFour: '1234' },
    { hasPassword: true, token: null },
    { name: 'My secret garden', role: 'agent', prefix: 'parley_live_' },
  ])('takes %j', (value) => {
    expect(() => assertNoSecrets(value)).not.toThrow();
  });

  it('names the place and not the value', () => {
    expect(() => assertNoSecrets({ a: { password: 'hunter2' } }, '/after')).toThrow(
      /at \/after\/a\/password\.$/,
    );
  });
});
