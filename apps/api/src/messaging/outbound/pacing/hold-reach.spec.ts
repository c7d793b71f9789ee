import { Place, reaches } from './hold-reach';

const HELD: Place = { tenantId: 't', channelId: 'c', provider: 'whatsapp', accountId: 'a' };

describe('what is said to a number of its', () => {
  it.each([
    ['account', 'another number of the account', { channelId: 'd' }, true],
    ['account', 'a number of another account', { channelId: 'd', accountId: 'b' }, false],
    ['app', 'a number of another account', { channelId: 'd', accountId: 'b' }, true],
    ['app', 'an address at another provider', { channelId: 'd', provider: 'discord' }, false],
    ['account', 'an account of the same name elsewhere', { channelId: 'd', provider: 'discord' }, false],
    ['account', 'the same account in another tenant', { channelId: 'd', tenantId: 'u' }, false],
    ['app', 'a number of another tenant', { channelId: 'd', tenantId: 'u' }, false],
    ['account', 'itself', {}, true],
  ] as const)('%s, and %s: %j is held %s', (scope, _what, changes, isHeld) => {
    expect(reaches(scope, HELD, { ...HELD, ...changes })).toBe(isHeld);
    expect(reaches(scope, { ...HELD, ...changes }, HELD)).toBe(isHeld);
  });
});
