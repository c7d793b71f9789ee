export const INVITATION_STATES = ['waiting', 'accepted', 'revoked', 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** How long a link is good for. */
export const INVITATION_MS = 7 * 24 * 3_600_000;

export interface InvitationTimes {
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** One that ran out stays expired, also when it was put away later to make room for another. */
export function stateOf({ expiresAt, acceptedAt, revokedAt }: InvitationTimes, now: Date): InvitationState {
  if (acceptedAt !== null) return 'accepted';
  if (expiresAt <= (revokedAt ?? now)) return 'expired';
  return revokedAt === null ? 'waiting' : 'revoked';
}
