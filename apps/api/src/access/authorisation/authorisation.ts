import { Problem } from '../../kernel/problem';
import { RouteAccess } from '../../platform/http/route-access';
import { Permission, PERMISSIONS, roleHolds, rolesHolding } from '../../tenancy';
import { Principal } from './principal';

/** How long a proof of identity is good enough for what is sensitive (facts/reliability.md E19). */
const RECENT_SIGN_IN_MS = 15 * 60_000;

/** The whole decision, without any I/O. @throws Problem 403 with what is missing and who can help */
export function assertPermitted(
  principal: Principal,
  access: Exclude<RouteAccess, { kind: 'public' }>,
  { recentSignIn, now }: { recentSignIn: boolean; now: Date },
): void {
  if (principal.kind !== 'user' && (access.kind !== 'permission' || access.peopleOnly)) throw peopleOnly();
  if (access.kind === 'permission') assertHolds(principal, access.permission as Permission);
  else if (access.kind === 'operator' && !isOperator(principal)) throw operatorOnly();
  if (!recentSignIn) return;
  if (principal.kind !== 'user') throw peopleOnly();
  if (now.getTime() - principal.confirmedAt.getTime() > RECENT_SIGN_IN_MS) throw confirmationRequired();
}

function assertHolds(principal: Principal, permission: Permission): void {
  if (principal.kind === 'api_key') {
    if (!principal.scopes.includes(permission)) {
      throw new Problem(
        403,
        'scope_missing',
        'This API key may not do that.',
        `It lacks the scope ${permission}.`,
      );
    }
    return;
  }
  const { member } = principal;
  if (member === undefined || !roleHolds(member.role, permission)) throw forbidden(permission);
}

const isOperator = (principal: Principal): boolean => principal.kind === 'user' && principal.isOperator;

function forbidden(permission: Permission): Problem {
  const [first, ...others] = rolesHolding(permission).map((role) => `${role}s`);
  const who = [first, ...others].join(' and ');
  const deed = PERMISSIONS[permission].says;
  return new Problem(
    403,
    'forbidden',
    'You may not do that.',
    `Only ${who} can: ${deed.charAt(0).toLowerCase()}${deed.slice(1)}.`,
  );
}

const peopleOnly = (): Problem =>
  new Problem(403, 'people_only', 'No API key may do that.', 'Sign in to the dashboard to do it.');

const operatorOnly = (): Problem =>
  new Problem(403, 'operator_only', 'Only the person who runs this installation can do that.');

const confirmationRequired = (): Problem =>
  new Problem(
    403,
    'confirmation_required',
    'Please confirm that it is you.',
    'Enter your password again, then repeat this.',
  );
