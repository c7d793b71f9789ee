import { stateOf } from './invitation-state';

const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 31, hour));

describe('the state of an invitation', () => {
  const invitation = {
    role: 'agent',
    inviterRole: 'admin',
    expiresAt: at(12),
    acceptedAt: null,
    revokedAt: null,
  } as const;

  it.each([
    ['waiting, before its end', invitation, at(11), 'waiting'],
    ['expired, at its end', invitation, at(12), 'expired'],
    ['accepted, also after its end', { ...invitation, acceptedAt: at(11) }, at(13), 'accepted'],
    ['revoked, also after its end', { ...invitation, revokedAt: at(11) }, at(13), 'revoked'],
    [
      'revoked, when its inviter is no member any more',
      { ...invitation, inviterRole: null },
      at(11),
      'revoked',
    ],
    ['revoked, when its inviter may not invite', { ...invitation, inviterRole: 'agent' }, at(11), 'revoked'],
    ['revoked, when no admin could have made it', { ...invitation, role: 'owner' }, at(11), 'revoked'],
    [
      'accepted, whatever became of its inviter',
      { ...invitation, acceptedAt: at(11), inviterRole: null },
      at(12),
      'accepted',
    ],
    ['expired, when it was put away later', { ...invitation, revokedAt: at(13) }, at(14), 'expired'],
  ] as const)('is %s', (_, times, now, state) => {
    expect(stateOf(times, now)).toBe(state);
  });
});
