'use client';

import type { Media } from '@parley/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

/** Where the bytes of a stored file are. A browser sends no header for it, so the tenant is in the address. */
export function useMediaAddress({ id }: Pick<Media, 'id'>): string {
  const { tenant } = useWorkspace();
  return `/api/v1/media/${id}?tenant=${encodeURIComponent(tenant.slug)}`;
}

/** Has a file fetched once more. What comes of it is told by the events of the conversation. */
export function useFetchAgain({ id: mediaId }: Pick<Media, 'id'>) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      unwrap(
        await apiFor(tenant.slug).POST('/api/v1/media/{mediaId}/fetch', { params: { path: { mediaId } } }),
      ),
    // Also after a refusal: it may be there, or gone, by now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.conversations(tenant.slug) }),
  });
}
