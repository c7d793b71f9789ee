'use client';

import type { Checklist } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

export function useChecklist(isEnabled: boolean) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.checklist(tenant.slug),
    queryFn: async ({ signal }) => unwrap(await apiFor(tenant.slug).GET('/api/v1/checklist', { signal })),
    enabled: isEnabled,
  });
}

/** Gone at once; back when the API did not hear of it. */
export function useDismissChecklist() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const key = queryKeys.checklist(tenant.slug);
  const show = (dismissed: boolean) =>
    queryClient.setQueryData<Checklist>(key, (list) => list && { ...list, dismissed });
  return useMutation({
    mutationFn: async () => unwrap(await apiFor(tenant.slug).PUT('/api/v1/checklist/dismissal')),
    onMutate: () => show(true),
    onError: () => show(false),
  });
}
