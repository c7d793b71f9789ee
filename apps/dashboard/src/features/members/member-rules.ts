import type { Member } from '@parley/api-client';
import type { Role } from '../roles/role-names';

/** What decides who may do what to whom. The API decides again, by the same rules: tenancy/members. */
type Case = {
  member: Pick<Member, 'role' | 'isMe'>;
  myRole: Role | null;
  owners: number;
  /** Why the visitor may manage nobody at all; null when they may. */
  whyNotManage: string | null;
};

const OWNERS_ONLY = 'Only owners can change owners.';
const LAST_OWNER = 'This is the last owner. Make somebody else an owner first.';

/** Why the member cannot be given the role; null when they can. */
export function whyNotRole({ member, myRole, owners, whyNotManage }: Case, role: Role): string | null {
  if (whyNotManage) return whyNotManage;
  if (role === member.role) return null;
  if (member.role === 'owner' && myRole !== 'owner') return OWNERS_ONLY;
  if (role === 'owner' && myRole !== 'owner') return 'Only owners can make somebody an owner.';
  if (member.role === 'owner' && owners === 1) return LAST_OWNER;
  return null;
}

/** Why no role of the member can be changed, when that is so for every role. */
export function whyNoOtherRole(situation: Case): string | null {
  if (situation.whyNotManage) return situation.whyNotManage;
  if (situation.member.role !== 'owner') return null;
  return whyNotRole(situation, 'viewer');
}

export function whyNotRemove({ member, myRole, owners, whyNotManage }: Case): string | null {
  if (whyNotManage) return whyNotManage;
  if (member.role !== 'owner') return null;
  if (myRole !== 'owner') return 'Only owners can remove owners.';
  return owners === 1 ? LAST_OWNER : null;
}

/** Why the visitor cannot invite somebody with the role. */
export const whyNotInvite = (role: Role, myRole: Role | null): string | null =>
  role === 'owner' && myRole !== 'owner' ? 'Only owners can make somebody an owner.' : null;
