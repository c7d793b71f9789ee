'use client';

import { useQuery } from '@tanstack/react-query';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { api } from '@/data/api';

const INTERVALS_MS = { live: 2_000, 'now-and-then': 15_000 };

/**
 * What waits and how fast it goes, measured again and again while the page can be seen. What was measured last stays
 * when the API does not answer; `isError` then says that it is old.
 */
export function useInboundState(pace: keyof typeof INTERVALS_MS) {
  return useQuery({
    queryKey: queryKeys.inboundState(),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/operator/inbound', { signal })),
    refetchInterval: INTERVALS_MS[pace],
    staleTime: 1_000,
    // Also without a network: a failure is said, a pause would not be.
    networkMode: 'always',
    // The next measurement is the retry.
    retry: false,
  });
}
