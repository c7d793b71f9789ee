'use client';

import type { WebhookDeliveryPage } from '@parley/api-client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { api } from '@/data/api';
import { asQuery, type WebhookFilters } from './webhook-filters';

const PAGE_SIZE = 50;

export function useWebhooks(filters: WebhookFilters) {
  return useInfiniteQuery({
    queryKey: queryKeys.webhooks(filters),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await api.GET('/api/v1/operator/webhook-deliveries', {
          params: {
            query: { ...asQuery(filters), limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page: WebhookDeliveryPage) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** One webhook with its body. Asked for only when somebody opens it: the API writes each time into audit trails. */
export function useWebhook(id: string) {
  return useQuery({
    queryKey: queryKeys.webhook(id),
    queryFn: async ({ signal }) =>
      unwrap(
        await api.GET('/api/v1/operator/webhook-deliveries/{deliveryId}', {
          params: { path: { deliveryId: id } },
          signal,
        }),
      ),
    staleTime: Infinity,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
