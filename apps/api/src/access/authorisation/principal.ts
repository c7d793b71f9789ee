import { Permission, permissionsOf, Role } from '../../tenancy';
import { AuthorisedRequest } from '../../platform/http/authorised-request';

/** A person with a session; `member` when the request is about one of their tenants. */
export interface SignedInPerson {
  readonly kind: 'user';
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly isOperator: boolean;
  readonly sessionId: string;
  /** When they last proved who they are. */
  readonly confirmedAt: Date;
  readonly member?: { readonly id: string; readonly role: Role; readonly tenantId: string };
}

/** A program with an API key, which belongs to exactly one tenant. */
export interface Program {
  readonly kind: 'api_key';
  readonly keyId: string;
  readonly name: string;
  readonly tenantId: string;
  readonly tenantSlug: string;
  readonly scopes: readonly string[];
}

/** Who calls. */
export type Principal = SignedInPerson | Program;

export interface PrincipalRequest extends AuthorisedRequest {
  principal?: Principal;
}

export function tenantOf(principal: Principal): string | undefined {
  return principal.kind === 'user' ? principal.member?.tenantId : principal.tenantId;
}

/** What the caller may do in the tenant of the request. */
export function permissionsHeldBy(principal: Principal): readonly Permission[] {
  if (principal.kind === 'api_key') return principal.scopes as readonly Permission[];
  return principal.member === undefined ? [] : permissionsOf(principal.member.role);
}
