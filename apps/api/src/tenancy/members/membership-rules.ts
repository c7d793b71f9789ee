import { Role, roleHolds } from '../roles/roles';

/** Why a change of the members is not made. */
export type Refusal = 'forbidden' | 'owner_only' | 'last_owner';

/** One member, and who wants to change something about them (null: no member themselves). */
export interface Situation {
  readonly actor: Role | null;
  readonly target: Role;
  /** How many owners the tenant has, the target included. */
  readonly owners: number;
}

const isLastOwner = ({ target, owners }: Situation): boolean => target === 'owner' && owners <= 1;

/** Whether `actor` may make somebody `role`, or decide about somebody who is. */
export function refusalOverRole(actor: Role | null, role: Role): Refusal | null {
  if (actor === null || !roleHolds(actor, 'members.manage')) return 'forbidden';
  return role === 'owner' && actor !== 'owner' ? 'owner_only' : null;
}

export function refusalOfRoleChange(situation: Situation, to: Role): Refusal | null {
  const refusal = refusalOfTarget(situation) ?? refusalOverRole(situation.actor, to);
  if (refusal !== null) return refusal;
  return to !== 'owner' && isLastOwner(situation) ? 'last_owner' : null;
}

export function refusalOfRemoval(situation: Situation): Refusal | null {
  return refusalOfTarget(situation) ?? refusalOfLeaving(situation);
}

/** Anyone may leave, but an ownerless tenant could never be managed again. */
export function refusalOfLeaving(situation: Situation): Refusal | null {
  return isLastOwner(situation) ? 'last_owner' : null;
}

const refusalOfTarget = ({ actor, target }: Situation): Refusal | null => refusalOverRole(actor, target);
