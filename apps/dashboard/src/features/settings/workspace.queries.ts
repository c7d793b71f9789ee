'use client';

import type { Tenant } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

/** The workspace as it is now; what the server sent with the page until then. */
export function useWorkspaceSettings() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.workspace(tenant.slug),
    queryFn: async ({ signal }) => unwrap(await apiFor(tenant.slug).GET('/api/v1/tenant', { signal })),
    initialData: tenant,
  });
}

export type WorkspaceDraft = Pick<Tenant, 'name' | 'timeZone' | 'language' | 'unknownReplies'>;

/** Throws `changed_meanwhile` when somebody else was quicker. */
export function useSaveWorkspace() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async ({ draft, version }: { draft: WorkspaceDraft; version: number }) =>
      unwrap(
        await apiFor(tenant.slug).PATCH('/api/v1/tenant', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: draft,
        }),
      ),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKeys.workspace(tenant.slug), saved);
      void queryClient.invalidateQueries({ queryKey: queryKeys.me() });
      // The shell shows the name that the server sent.
      router.refresh();
    },
  });
}

export function useLeaveWorkspace() {
  const { tenant } = useWorkspace();
  return useMutation({
    mutationFn: async () => unwrap(await apiFor(tenant.slug).DELETE('/api/v1/membership')),
  });
}
