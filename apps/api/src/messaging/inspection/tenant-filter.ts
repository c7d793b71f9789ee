import { invalidInput } from '../../kernel/problem';
import { Transaction } from '../../platform/database/transaction';
import { TenantNamesRepository } from './tenant-names.repository';

/** The id behind the slug of a filter; null without one. @throws Problem 400: a misspelt filter must not look like no hits */
export async function namedTenant(
  tenants: TenantNamesRepository,
  transaction: Transaction,
  slug: string | undefined,
  pointer = '/tenantSlug',
): Promise<string | null> {
  if (slug === undefined) return null;
  const id = await tenants.idOfAcrossTenants(transaction, slug);
  if (id !== null) return id;
  throw invalidInput([{ pointer, code: 'unknown_tenant', detail: 'There is no such tenant.' }]);
}
