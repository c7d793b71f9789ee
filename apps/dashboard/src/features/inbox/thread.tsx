'use client';

import { MessageCircleDashed } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { SendTemplateBar } from '@/features/templates/send/send-template-bar';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { AnsweringNote } from './answering-note';
import { useConversation, useMessages } from './conversations.queries';
import { MessageList } from './message-list';
import { ThreadHeader } from './thread-header';
import { WaitingNote } from './waiting-note';

export function Thread({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const conversation = useConversation(conversationId);
  const query = useMessages(conversationId);
  const { messages } = query;
  const name = conversation.data?.contact.name;

  const error = conversation.error ?? query.error;
  const hasNothing = query.data === undefined || conversation.data === undefined;
  if (error && hasNothing) {
    const retry = () => {
      void conversation.refetch();
      void query.refetch();
    };
    return (
      <div className="flex h-full flex-col">
        <ThreadHeader conversation={conversation.data} isLoading={conversation.isLoading} onClose={onClose} />
        <ProblemState problem={asProblem(error)} what="this conversation" onRetry={retry} />
      </div>
    );
  }

  return (
    <div className="flex h-full flex-col">
      <ThreadHeader conversation={conversation.data} isLoading={conversation.isLoading} onClose={onClose} />
      {query.isPending ? (
        <ThreadSkeleton />
      ) : messages.length === 0 ? (
        <EmptyState icon={<MessageCircleDashed />} title="No messages yet" className="flex-1" />
      ) : (
        <MessageList
          messages={messages}
          label={`Messages with ${name ?? 'this contact'}`}
          older={{
            exist: query.hasNextPage,
            areLoading: query.isFetching,
            haveFailed: query.isFetchNextPageError,
            load: () => void query.fetchNextPage(),
          }}
        />
      )}
      {conversation.data ? (
        <>
          <WaitingNote channelId={conversation.data.channel.id} />
          {query.isPending ? null : (
            <SendTemplateBar
              conversation={conversation.data}
              messages={messages}
              areThereOlder={query.hasNextPage}
            />
          )}
          <AnsweringNote channelId={conversation.data.channel.id} />
        </>
      ) : null}
    </div>
  );
}

function ThreadSkeleton() {
  const bubbles = [
    'w-56 h-11',
    'w-80 h-16',
    'ms-auto w-64 h-11',
    'ms-auto w-96 h-16',
    'w-44 h-11',
    'ms-auto w-72 h-11',
  ];
  return (
    <LoadingRegion
      label="Loading messages"
      className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden"
    >
      <div className="mx-auto flex max-w-4xl flex-col gap-3 px-4 pb-6 md:px-8">
        {bubbles.map((bubble) => (
          <Skeleton key={bubble} className={`${bubble} max-w-full rounded-2xl`} />
        ))}
      </div>
    </LoadingRegion>
  );
}
