import { traitsOf } from './access-token';

describe('what may be told of an access token', () => {
  it('is its end, and the beginning of its SHA-256 as sha256sum prints it', () => {
    expect(traitsOf('EAAGm0PX4ZCpsBA-test')).toEqual({ lastFour: 'test', fingerprint: 'e1e9463b330dce5b' });
  });

  it('tells one token from another', () => {
    expect(traitsOf(`${'a'.repeat(40)}same`)).not.toEqual(traitsOf(`${'b'.repeat(40)}same`));
  });
});
