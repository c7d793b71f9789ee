import { refusalOverRole } from '../members/membership-rules';
import { Role } from '../roles/roles';

export const INVITATION_STATES = ['waiting', 'accepted', 'revoked', 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** How long a link is good for. */
export const INVITATION_MS = 7 * 24 * 3_600_000;

export interface InvitationFacts {
  readonly role: Role;
  /** What the one who gave out its link is now; null when they are no member any more. */
  readonly inviterRole: Role | null;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

/**
 * One that ran out stays expired, also when it was put away later to make room for another. One whose inviter may not
 * invite like that any more is as good as revoked, or they could come back by a link that they kept.
 */
export function stateOf(invitation: InvitationFacts, now: Date): InvitationState {
  const { expiresAt, acceptedAt, revokedAt, role, inviterRole } = invitation;
  if (acceptedAt !== null) return 'accepted';
  if (expiresAt <= (revokedAt ?? now)) return 'expired';
  return revokedAt === null && refusalOverRole(inviterRole, role) === null ? 'waiting' : 'revoked';
}
