import { Problem } from '../../kernel/problem';
import { Refusal } from './membership-rules';

const PROBLEMS: Record<Refusal, () => Problem> = {
  forbidden: () =>
    new Problem(
      403,
      'forbidden',
      'You may not do that.',
      'Only owners and admins can change who is a member.',
    ),
  owner_only: () =>
    new Problem(
      403,
      'owner_only',
      'Only an owner can do that.',
      'Owners alone make, change and remove owners.',
    ),
  last_owner: () =>
    new Problem(409, 'last_owner', 'A tenant needs an owner.', 'Make somebody else an owner first.'),
};

/** @throws Problem when there is a refusal */
export function assertAllowed(refusal: Refusal | null): void {
  if (refusal !== null) throw PROBLEMS[refusal]();
}

export const alreadyMember = (): Problem =>
  new Problem(409, 'already_member', 'This person is a member already.');
