'use client';

import type { Notices } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

export function useNotices() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.notices(tenant.slug),
    queryFn: async ({ signal }) =>
      unwrap(await apiFor(tenant.slug).GET('/api/v1/membership/notices', { signal })),
  });
}

/** Shown at once; taken back when the API refuses. */
export function useSetNotices() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const key = queryKeys.notices(tenant.slug);
  return useMutation({
    // One after the other: two quick clicks must not overtake each other.
    scope: { id: 'notices' },
    mutationFn: async (body: Notices) =>
      unwrap(await apiFor(tenant.slug).PUT('/api/v1/membership/notices', { body })),
    onMutate: async (wanted) => {
      await queryClient.cancelQueries({ queryKey: key });
      queryClient.setQueryData(key, wanted);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}
