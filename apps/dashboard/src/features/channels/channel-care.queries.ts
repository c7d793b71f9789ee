'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiFor } from '@/data/api';
import { asProblem, unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';

/** Meta is asked by the API at most every half minute; a failure to ask is an answer too. */
export function useChannelHealth(channelId: string) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.channelHealth(tenant.slug, channelId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).GET('/api/v1/channels/{channelId}/health', {
          params: { path: { channelId } },
          signal,
        }),
      ),
  });
}

/** What Meta told of the number by itself; Meta is not asked. */
export function useChannelNews(channelId: string) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.channelNews(tenant.slug, channelId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).GET('/api/v1/channels/{channelId}/news', {
          params: { path: { channelId } },
          signal,
        }),
      ),
  });
}

/** @param everyMs asks again and again, for somebody who waits for a message: a hint may be lost */
export function useChannelActivity(channelId: string, everyMs?: number) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.channelActivity(tenant.slug, channelId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).GET('/api/v1/channels/{channelId}/activity', {
          params: { path: { channelId } },
          signal,
        }),
      ),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

export function useChannelProfile(channelId: string) {
  const { tenant } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.channelProfile(tenant.slug, channelId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant.slug).GET('/api/v1/channels/{channelId}/profile', {
          params: { path: { channelId } },
          signal,
        }),
      ),
    // Asked of Meta each time: it would be asked thrice where it has said no.
    retry: (failures, error) => failures < 1 && asProblem(error).isOutage,
  });
}

/** Changes nothing, but is asked for each time by somebody: what was found a while ago says little. */
export function useDoctor(channelId: string) {
  const { tenant } = useWorkspace();
  return useMutation({
    mutationFn: async () =>
      unwrap(
        await apiFor(tenant.slug).POST('/api/v1/channels/{channelId}/doctor', {
          params: { path: { channelId } },
        }),
      ).findings,
  });
}

export type ProfileChange = {
  about?: string;
  address: string;
  description: string;
  email?: string;
  vertical?: string;
  websites: string[];
};

/** The steps on which a number comes to Meta. Each throws what Meta says against it. */
export function useConnectionSteps(channelId: string) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const client = apiFor(tenant.slug);
  const params = { path: { channelId } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: queryKeys.channels(tenant.slug) });
  return {
    subscribe: async () => {
      unwrap(await client.POST('/api/v1/channels/{channelId}/subscribe', { params }));
      await refresh();
    },
    requestCode: async (method: 'SMS' | 'VOICE', language: string) => {
      const body = { method, language };
      unwrap(await client.POST('/api/v1/channels/{channelId}/verification-code', { params, body }));
    },
    verify: async (code: string) => {
      unwrap(await client.POST('/api/v1/channels/{channelId}/verification', { params, body: { code } }));
      await refresh();
    },
    register: async (pin: string) => {
      unwrap(await client.POST('/api/v1/channels/{channelId}/register', { params, body: { pin } }));
      await refresh();
    },
    changeProfile: async (body: ProfileChange) => {
      const saved = unwrap(await client.PUT('/api/v1/channels/{channelId}/profile', { params, body }));
      queryClient.setQueryData(queryKeys.channelProfile(tenant.slug, channelId), saved);
    },
    /** Somebody made up writes to a simulated number. */
    writeTest: async () => unwrap(await client.POST('/api/v1/channels/{channelId}/test-message', { params })),
    disconnect: async () => {
      unwrap(await client.DELETE('/api/v1/channels/{channelId}', { params }));
      // Asked when it is next looked at: of the number itself, whose page this still is, there is nothing more to ask.
      const gone = { queryKey: queryKeys.channels(tenant.slug), refetchType: 'none' } as const;
      await queryClient.invalidateQueries(gone);
    },
  };
}
