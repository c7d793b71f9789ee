'use client';

import type { Conversation, ConversationPage, Message, MessagePage } from '@parley/api-client';
import {
  infiniteQueryOptions,
  type InfiniteData,
  queryOptions,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { apiFor } from '@/data/api';
import { unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useWorkspace } from '@/shell/workspace-context';
import { messagesOf } from './timeline';

const PAGE_SIZE = 50;

const cursorOf = (cursor: string | null) => (cursor ? { cursor } : {});

const conversationList = (tenant: string) =>
  infiniteQueryOptions({
    queryKey: queryKeys.conversationList(tenant),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await apiFor(tenant).GET('/api/v1/conversations', {
          params: { query: { limit: PAGE_SIZE, ...cursorOf(pageParam) } },
          signal,
        }),
      ),
    getNextPageParam: (page: ConversationPage) => page.nextCursor,
  });

const conversationDetail = (tenant: string, conversationId: string) =>
  queryOptions({
    queryKey: queryKeys.conversationDetail(tenant, conversationId),
    queryFn: async ({ signal }) =>
      unwrap(
        await apiFor(tenant).GET('/api/v1/conversations/{conversationId}', {
          params: { path: { conversationId } },
          signal,
        }),
      ),
  });

const messageHistory = (tenant: string, conversationId: string) =>
  infiniteQueryOptions({
    queryKey: queryKeys.messages(tenant, conversationId),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(
        await apiFor(tenant).GET('/api/v1/conversations/{conversationId}/messages', {
          params: { path: { conversationId }, query: { limit: PAGE_SIZE, ...cursorOf(pageParam) } },
          signal,
        }),
      ),
    getNextPageParam: (page: MessagePage) => page.nextCursor,
  });

/** All loaded conversations, newest activity first. */
export function useConversationList() {
  const { tenant } = useWorkspace();
  const query = useInfiniteQuery(conversationList(tenant.slug));
  const conversations = useMemo(() => withoutDoubles(query.data), [query.data]);
  return { ...query, conversations };
}

/** One conversation; at once when the list holds it. */
export function useConversation(conversationId: string) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useQuery({
    ...conversationDetail(tenant.slug, conversationId),
    placeholderData: () => listedConversation(queryClient, tenant.slug, conversationId),
  });
}

/** The loaded messages of a conversation, newest first. */
export function useMessages(conversationId: string) {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(messageHistory(tenant.slug, conversationId));
  const messages = useMemo(() => messagesOf(query.data?.pages ?? []), [query.data]);

  // Whoever comes back starts at the newest; what was scrolled to need not be fetched again with it.
  useEffect(
    () => () => keepFirstPage(queryClient, queryKeys.messages(tenant.slug, conversationId)),
    [queryClient, tenant.slug, conversationId],
  );
  return { ...query, messages };
}

/** Loads a conversation's newest messages before it is opened. */
export function usePrefetchMessages() {
  const { tenant } = useWorkspace();
  const queryClient = useQueryClient();
  return useCallback(
    (conversationId: string) =>
      void queryClient.prefetchInfiniteQuery(messageHistory(tenant.slug, conversationId)),
    [queryClient, tenant.slug],
  );
}

function listedConversation(queryClient: QueryClient, tenant: string, id: string): Conversation | undefined {
  const list = queryClient.getQueryData(conversationList(tenant).queryKey);
  return list?.pages.flatMap((page) => page.data).find((conversation) => conversation.id === id);
}

function withoutDoubles(data: InfiniteData<ConversationPage> | undefined): Conversation[] {
  const seen = new Set<string>();
  return (data?.pages ?? []).flatMap((page) => page.data.filter(({ id }) => !seen.has(id) && seen.add(id)));
}

function keepFirstPage(queryClient: QueryClient, key: readonly string[]): void {
  queryClient.setQueryData<InfiniteData<{ data: Message[] }>>(key, (data) =>
    data && data.pages.length > 1
      ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) }
      : data,
  );
}
