import { newId } from '../../../src/kernel/ids';
import { newPerson } from '../../support/people';
import { Product } from '../../support/product';
import { RouteAccess } from '../../../src/platform/http/route-access';
import { Permission, Role, roleHolds, ROLES, SCOPES } from '../../../src/tenancy';
import { FullTenant } from './tenant-rows';

/** How a route must receive a caller: let in, or turned away in this way. */
export type Reception = 'let in' | { readonly status: number; readonly code: string };

export interface Caller {
  readonly name: string;
  readonly kind: 'nobody' | 'person' | 'program';
  readonly headers: Readonly<Record<string, string>>;
  /** The tenant that the caller asks about in good faith. */
  readonly home: FullTenant;
  /** The tenant that is none of the caller's business. */
  readonly foreign: FullTenant;
  /** A member of the other tenant too. */
  readonly isOfBoth?: boolean;
  /** What the declaration of a route promises this caller when they ask about their own tenant. */
  expects(access: RouteAccess): Reception;
}

const signIn: Reception = { status: 401, code: 'sign_in_required' };
const forbidden: Reception = { status: 403, code: 'forbidden' };
const operatorOnly: Reception = { status: 403, code: 'operator_only' };
const peopleOnly: Reception = { status: 403, code: 'people_only' };
const scopeMissing: Reception = { status: 403, code: 'scope_missing' };

/** Everybody who may call: in `ours` each role, the operator, programs; nobody; and the owner of `theirs`. */
export async function callersOf(product: Product, ours: FullTenant, theirs: FullTenant): Promise<Caller[]> {
  const person = (name: string, token: string, home: FullTenant, expects: Caller['expects']): Caller => ({
    name,
    kind: 'person',
    headers: product.cookieOf(token),
    home,
    foreign: home === ours ? theirs : ours,
    expects,
  });
  const members = ROLES.map((role) =>
    person(role, ours.people[role].sessionToken, ours, (access) => memberExpects(role, access)),
  );
  const operator = await newPerson(product.database, {
    name: 'the operator',
    membership: { role: 'admin', tenantSlug: ours.slug },
    isOperator: true,
  });
  return [
    { name: 'nobody', kind: 'nobody', headers: {}, home: ours, foreign: theirs, expects: nobodyExpects },
    ...members,
    person('operator and admin', operator.sessionToken, ours, (access) =>
      access.kind === 'operator' ? 'let in' : memberExpects('admin', access),
    ),
    await memberOfBoth(product, ours, theirs, 'viewer'),
    person('owner of theirs', theirs.people.owner.sessionToken, theirs, (access) =>
      memberExpects('owner', access),
    ),
    program('key with every scope', ours.keys.all, SCOPES, ours, theirs),
    program('key without a scope', ours.keys.none, [], ours, theirs),
    program('key of theirs', theirs.keys.all, SCOPES, theirs, ours),
  ];
}

/** The same person in two tenants: what they may in theirs, as its owner, must not carry over to ours. */
export async function memberOfBoth(
  product: Product,
  ours: FullTenant,
  theirs: FullTenant,
  role: Role,
): Promise<Caller> {
  const name = `${role} of ours who is the owner of theirs`;
  const person = await newPerson(product.database, { name, membership: { role, tenantSlug: ours.slug } });
  await product.database.query(
    `INSERT INTO membership (tenant_id, id, user_id, role) VALUES ($1, $2, $3, 'owner')`,
    [theirs.id, newId(), person.userId],
  );
  return {
    name,
    kind: 'person',
    headers: product.cookieOf(person.sessionToken),
    home: ours,
    foreign: theirs,
    isOfBoth: true,
    expects: (access) => memberExpects(role, access),
  };
}

function program(
  name: string,
  token: string,
  scopes: readonly Permission[],
  home: FullTenant,
  foreign: FullTenant,
): Caller {
  return {
    name,
    kind: 'program',
    headers: { authorization: `Bearer ${token}` },
    home,
    foreign,
    expects: (access) => {
      if (access.kind === 'public') return 'let in';
      if (access.kind !== 'permission') return peopleOnly;
      if (access.peopleOnly) return peopleOnly;
      return scopes.includes(access.permission as Permission) ? 'let in' : scopeMissing;
    },
  };
}

/** Whether that caller is let in as the one who runs the installation, to whom every tenant is their business. */
export const isForOperator = (access: RouteAccess, caller: Caller): boolean =>
  access.kind === 'operator' && caller.expects(access) === 'let in';

function memberExpects(role: Role, access: RouteAccess): Reception {
  if (access.kind === 'operator') return operatorOnly;
  if (access.kind !== 'permission') return 'let in';
  return roleHolds(role, access.permission as Permission) ? 'let in' : forbidden;
}

const nobodyExpects = (access: RouteAccess): Reception => (access.kind === 'public' ? 'let in' : signIn);
