'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

/** The API's own map of roles and permissions. It changes with a release, not while people look at it. */
export function useRoles() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.roles(tenant.slug),
    queryFn: async ({ signal }) => unwrap(await apiFor(tenant.slug).GET('/api/v1/roles', { signal })),
    staleTime: Infinity,
  });
}
