'use client';

import type { SendingPolicy } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

export type SendingDraft = Pick<SendingPolicy, 'quietHours' | 'marketingLimit'>;

export function useSendingPolicy() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.sendingPolicy(tenant.slug),
    queryFn: async ({ signal }) =>
      unwrap(await apiFor(tenant.slug).GET('/api/v1/sending-policy', { signal })),
  });
}

/** Throws `changed_meanwhile` when somebody else was quicker. */
export function useSaveSendingPolicy() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ draft, version }: { draft: SendingDraft; version: number }) =>
      unwrap(
        await apiFor(tenant.slug).PUT('/api/v1/sending-policy', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: draft,
        }),
      ),
    onSuccess: (saved) => queryClient.setQueryData(queryKeys.sendingPolicy(tenant.slug), saved),
  });
}
