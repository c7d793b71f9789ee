import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Fetches again what is under that key. A first fetch that is under way is not begun anew: what it brings may be older
 * than the hint that asks for more, so it is waited for and followed by another.
 */
export async function refetch(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  const isFirstFetch = queryClient
    .getQueryCache()
    .findAll({ queryKey })
    .some(({ state }) => state.data === undefined && state.fetchStatus !== 'idle');
  await queryClient.invalidateQueries({ queryKey });
  if (isFirstFetch) await queryClient.invalidateQueries({ queryKey });
}
