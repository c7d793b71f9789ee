'use client';

import type { NewReplay, Replay } from '@parley/api-client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useConfirmed } from '@/confirmation/confirmation';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { api } from '@/data/api';
import { isRunning } from './replay-words';

const PAGE_SIZE = 20;
const RUNNING_EVERY_MS = 1_000;
const QUIET_EVERY_MS = 15_000;

type ReplayPage = { data: Replay[]; nextCursor: string | null };

/** Who had what tried again or discarded, the newest first. Looked at every second while one of them runs. */
export function useReplays() {
  return useInfiniteQuery({
    queryKey: queryKeys.replays(),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await api.GET('/api/v1/operator/replays', {
          params: { query: { limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page: ReplayPage) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ data }) => data.some(isRunning)) ? RUNNING_EVERY_MS : QUIET_EVERY_MS,
  });
}

/** Those that run, and those that were started on this page and not put away since. */
export function useCurrentReplays(): { replays: Replay[]; putAway: (id: string) => void } {
  const queryClient = useQueryClient();
  const started = useStarted();
  const all = useReplays().data?.pages.flatMap(({ data }) => data) ?? [];
  useRefreshWhenOneEnds(all);
  return {
    replays: all.filter((replay) => isRunning(replay) || started.includes(replay.id)),
    putAway: (id) =>
      queryClient.setQueryData(
        queryKeys.startedReplays(),
        started.filter((one) => one !== id),
      ),
  };
}

export function useStartReplay() {
  const queryClient = useQueryClient();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (body: NewReplay) =>
      confirmed(async () => unwrap(await api.POST('/api/v1/operator/replays', { body }))),
    onSuccess: async ({ id }) => {
      queryClient.setQueryData(queryKeys.startedReplays(), (ids: string[] = []) => [...ids, id]);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.replays() }),
        refreshLetters(queryClient),
      ]);
    },
  });
}

/** Ids, kept for as long as the page is not loaded anew. */
const useStarted = (): string[] =>
  useQuery({
    queryKey: queryKeys.startedReplays(),
    queryFn: () => [] as string[],
    initialData: [] as string[],
    staleTime: Infinity,
  }).data;

/** What a replay has come to the end of looks different from then on. */
function useRefreshWhenOneEnds(replays: readonly Replay[]): void {
  const queryClient = useQueryClient();
  const running = replays.filter(isRunning).map(({ id }) => id);
  const before = useRef(running);
  useEffect(() => {
    const hasEnded = before.current.some((id) => !running.includes(id));
    before.current = running;
    if (hasEnded) void refreshLetters(queryClient);
  });
}

async function refreshLetters(queryClient: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.allDeadLetters() }),
    queryClient.invalidateQueries({ queryKey: queryKeys.inboundState() }),
  ]);
}
