import { Problem, ProblemForNow } from '../../kernel/problem';
import { InvitationState } from './invitation-state';

export const invitationNotFound = (): Problem =>
  new Problem(404, 'invitation_not_found', 'This link leads to no invitation.', ASK_AGAIN);

const ASK_AGAIN = 'Ask whoever invited you for a new link.';

const CLOSED: Record<Exclude<InvitationState, 'waiting'>, () => Problem> = {
  accepted: () => new Problem(410, 'invitation_used', 'This invitation was accepted already.'),
  expired: () => new Problem(410, 'invitation_expired', 'This invitation has expired.', ASK_AGAIN),
  revoked: () => new Problem(410, 'invitation_revoked', 'This invitation was taken back.', ASK_AGAIN),
};

/** @throws Problem 410 unless it waits to be accepted */
export function assertOpen(state: InvitationState): void {
  if (state !== 'waiting') throw CLOSED[state]();
}

/** One that has run out can still be given a new link, or be taken back. @throws Problem 410 */
export function assertChangeable(state: InvitationState): void {
  if (state !== 'expired') assertOpen(state);
}

export const alreadyInvited = (): Problem =>
  new Problem(
    409,
    'already_invited',
    'This person is invited already.',
    'Make a new link for the invitation that waits, or take it back first.',
  );

export const tooManyWaiting = (most: number): Problem =>
  new Problem(
    409,
    'too_many_invitations',
    'Too many invitations wait to be accepted.',
    `At most ${most} may. Take some back first.`,
  );

export const tooManyLinks = (retryAfterSeconds: number): Problem =>
  new ProblemForNow(
    429,
    'too_many_invitations',
    'Too many invitations were sent within a day.',
    retryAfterSeconds,
    'Please wait before you send another one.',
  );

export const otherAccount = (): Problem =>
  new Problem(403, 'other_account', 'This invitation is for another account.');
