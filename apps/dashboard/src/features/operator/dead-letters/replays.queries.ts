'use client';

import type { NewReplay, Replay } from '@parley/api-client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useConfirmed } from '@/confirmation/confirmation';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { api } from '@/data/api';
import { isRunning } from './replay-words';
import { useStartedReplays } from './started-replays';

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

/** Those that run, and those that were started here and not put away since. */
export function useCurrentReplays(): { replays: Replay[]; putAway: (id: string) => void } {
  const started = useStartedReplays();
  const pages = useReplays().data?.pages;
  useRefreshWhenOneEnds(pages, started.ids);
  return {
    replays: replaysOf(pages).filter((replay) => isRunning(replay) || started.ids.includes(replay.id)),
    putAway: started.putAway,
  };
}

export function useStartReplay() {
  const queryClient = useQueryClient();
  const started = useStartedReplays();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (body: NewReplay) =>
      confirmed(async () => unwrap(await api.POST('/api/v1/operator/replays', { body }))),
    onSuccess: async ({ id }) => {
      started.add(id);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.replays() }),
        refreshLetters(queryClient),
      ]);
    },
  });
}

/** What a replay has come to the end of looks different from then on; one that was started here may never be seen to run. */
function useRefreshWhenOneEnds(
  pages: readonly ReplayPage[] | undefined,
  startedIds: readonly string[],
): void {
  const queryClient = useQueryClient();
  const awaited = useRef<readonly string[]>([]);
  useEffect(() => {
    const replays = replaysOf(pages);
    const ended = new Set(replays.filter((replay) => !isRunning(replay)).map(({ id }) => id));
    const hasEnded = awaited.current.some((id) => ended.has(id));
    const running = replays.filter(isRunning).map(({ id }) => id);
    awaited.current = [...running, ...startedIds.filter((id) => !ended.has(id))];
    if (hasEnded) void refreshLetters(queryClient);
  }, [queryClient, pages, startedIds]);
}

const replaysOf = (pages: readonly ReplayPage[] = []): Replay[] => pages.flatMap(({ data }) => data);

async function refreshLetters(queryClient: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.allDeadLetters() }),
    queryClient.invalidateQueries({ queryKey: queryKeys.inboundState() }),
  ]);
}
