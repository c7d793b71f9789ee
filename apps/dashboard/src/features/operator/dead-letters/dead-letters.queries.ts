'use client';

import type { DeadLetterPage } from '@parley/api-client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { api } from '@/data/api';
import { asQuery, type LetterFilters } from './letter-filters';

const PAGE_SIZE = 50;
const GROUPS_EVERY_MS = 5_000;

/** What waits, by cause; looked at again while the page can be seen. */
export function useDeadLetterGroups() {
  return useQuery({
    queryKey: queryKeys.deadLetterGroups(),
    queryFn: async ({ signal }) =>
      unwrap(await api.GET('/api/v1/operator/dead-letter-groups', { signal })).data,
    // Not without a first answer: then somebody asks for the next try.
    refetchInterval: ({ state }) => (state.data ? GROUPS_EVERY_MS : false),
  });
}

export function useDeadLetters(filters: LetterFilters) {
  return useInfiniteQuery({
    queryKey: queryKeys.deadLetters(filters),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await api.GET('/api/v1/operator/dead-letters', {
          params: {
            query: { ...asQuery(filters), limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page: DeadLetterPage) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** One letter with all that is kept of it. Asked for only when somebody opens it: the API writes each time into audit trails. */
export function useDeadLetter(id: string) {
  return useQuery({
    queryKey: queryKeys.deadLetter(id),
    queryFn: async ({ signal }) =>
      unwrap(
        await api.GET('/api/v1/operator/dead-letters/{deadLetterId}', {
          params: { path: { deadLetterId: id } },
          signal,
        }),
      ),
    staleTime: Infinity,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
