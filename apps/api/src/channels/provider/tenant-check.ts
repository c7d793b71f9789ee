import { MissingTenant, WorkContext } from '../../kernel/context';
import { Problem } from '../../kernel/problem';

/** Calls of ours that are about a tenant without being any tenant's. No request over HTTP is one of them. */
export const INTERNAL_CALLS = ['operator.doctor'] as const;
export type InternalCall = (typeof INTERNAL_CALLS)[number];

/**
 * What belongs to a tenant serves that tenant's work and nobody else's.
 * @throws Problem 403 for work of another tenant, or of several; MissingTenant for work of none that is not named
 */
export function assertTenant(
  tenantId: string,
  context: Pick<WorkContext, 'tenantIds'> | undefined,
  internalCall?: InternalCall,
): void {
  const tenantIds = context?.tenantIds ?? [];
  if (tenantIds.length === 0) {
    if (internalCall === undefined) throw new MissingTenant();
    return;
  }
  if (tenantIds.length > 1 || tenantIds[0] !== tenantId) throw tenantMismatch();
}

export const tenantMismatch = (): Problem => new Problem(403, 'tenant_mismatch', 'Tenant ID mismatch');
