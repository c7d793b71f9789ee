'use client';

import { useRef, useState } from 'react';
import { asProblem } from '@/data/problem';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { ChecklistCard } from '@/features/checklist/checklist-card';
import { LoadMore } from '@/ui/load-more';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { ConversationRow } from './conversation-row';
import { useConversationList, usePrefetchMessages } from './conversations.queries';
import { FirstConversation } from './first-conversation';
import { useListKeyboard } from '@/ui/use-list-keyboard';

type Props = { openId: string | null; onOpen: (id: string) => void };

export function ConversationList({ openId, onOpen }: Props) {
  const { tenant } = useWorkspace();
  const query = useConversationList();
  const { conversations } = query;
  const prefetch = usePrefetchMessages();
  const list = useRef<HTMLUListElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const onKeyDown = useListKeyboard({ list, ids: conversations.map(({ id }) => id), openId });

  if (query.isPending) return <ListSkeleton />;
  if (query.isError && conversations.length === 0) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="your conversations"
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (conversations.length === 0) {
    return (
      <>
        <div className="calm-scroll flex h-full flex-col overflow-y-auto px-4 md:hidden">
          <ChecklistCard hasConversations={false} className="mx-auto mt-2 shrink-0" />
          <FirstConversation className="flex-1" />
        </div>
        <p className="px-5 text-sm text-ink-muted max-md:hidden">No conversations yet.</p>
      </>
    );
  }

  const tabStop =
    [focusedId, openId].find((id) => conversations.some((one) => one.id === id)) ?? conversations[0]?.id;
  const showsChannel = new Set(conversations.map(({ channel }) => channel.id)).size > 1;
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto overscroll-contain pb-2">
      <ul
        ref={list}
        aria-label="Conversations"
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocusedId(event.target.dataset['conversationId'] ?? null)}
      >
        {conversations.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            href={paths.inbox(tenant.slug, conversation.id)}
            isOpen={conversation.id === openId}
            isTabStop={conversation.id === tabStop}
            showsChannel={showsChannel}
            onOpen={onOpen}
            onApproach={prefetch}
          />
        ))}
      </ul>
      {query.hasNextPage ? (
        <LoadMore
          label="Loading more conversations"
          isLoading={query.isFetching}
          hasFailed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      ) : null}
    </div>
  );
}

function ListSkeleton() {
  return (
    <LoadingRegion label="Loading conversations" className="px-2">
      {Array.from({ length: 9 }, (_, row) => (
        <div key={row} className="flex h-[72px] items-center gap-3 px-3">
          <Skeleton className="size-11 rounded-full" />
          <div className="flex-1">
            <div className="flex justify-between">
              <Skeleton className={row % 2 ? 'h-3.5 w-28' : 'h-3.5 w-36'} />
              <Skeleton className="h-3 w-9" />
            </div>
            <Skeleton className={row % 3 ? 'mt-2.5 h-3 w-48' : 'mt-2.5 h-3 w-40'} />
          </div>
        </div>
      ))}
    </LoadingRegion>
  );
}
