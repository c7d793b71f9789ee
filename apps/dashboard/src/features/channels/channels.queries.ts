'use client';

import type { Channel } from '@parley/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

export function useChannels() {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.channels(tenant.slug),
    queryFn: async ({ signal }) => unwrap(await apiFor(tenant.slug).GET('/api/v1/channels', { signal })).data,
  });
}

/** Turns the echo of a channel on or off. Shown at once; taken back when the API refuses. */
export function useSetEcho(channelId: string) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const key = queryKeys.channels(tenant.slug);
  const show = (change: Partial<Channel>) =>
    queryClient.setQueryData<Channel[]>(key, (channels) =>
      channels?.map((channel) => (channel.id === channelId ? { ...channel, ...change } : channel)),
    );

  return useMutation({
    // One after the other: two quick clicks must not overtake each other.
    scope: { id: `echo-${channelId}` },
    mutationFn: async (echoEnabled: boolean) =>
      unwrap(
        await apiFor(tenant.slug).PATCH('/api/v1/channels/{channelId}', {
          params: { path: { channelId } },
          body: { echoEnabled },
        }),
      ),
    onMutate: async (echoEnabled) => {
      await queryClient.cancelQueries({ queryKey: key, exact: true });
      show({ echoEnabled });
    },
    onError: (_error, echoEnabled) => show({ echoEnabled: !echoEnabled }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}

export function useReplaceToken(channelId: string) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (accessToken: string) =>
      unwrap(
        await apiFor(tenant.slug).PUT('/api/v1/channels/{channelId}/access-token', {
          params: { path: { channelId } },
          body: { accessToken },
        }),
      ),
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.channels(tenant.slug) }),
  });
}
