import { isId } from '../../kernel/ids';

declare const checked: unique symbol;

/** Where a file lies. It begins with its tenant, by construction. */
export type StorageKey = string & { readonly [checked]: true };

interface TenantStorage {
  /** Always the same for the same file, so that what is written twice is there once. */
  keyOf(file: { readonly id: string; readonly createdAt: Date }): StorageKey;
  /** A key that was kept in a row of the tenant. @throws Error for one that is not the tenant's */
  kept(key: string): StorageKey;
}

/** The part of the storage that is this tenant's; there is no other way to a key. */
export function tenantStorage(tenantId: string): TenantStorage {
  if (!isId(tenantId)) throw new Error('A storage key needs the id of a tenant.');
  const root = `tenants/${tenantId}/`;
  const kept = (key: string): StorageKey => {
    if (!key.startsWith(root) || !BELOW_TENANT.test(key.slice(root.length)))
      throw new Error('A storage key is not of its tenant.');
    return key as StorageKey;
  };
  return {
    kept,
    keyOf: ({ id, createdAt }) => {
      if (!isId(id)) throw new Error('A storage key needs the id of a file.');
      const [year, month] = createdAt.toISOString().split('-');
      return kept(`${root}${year}/${month}/${id}`);
    },
  };
}

const BELOW_TENANT = /^\d{4}\/\d{2}\/[0-9a-f-]{36}$/;
