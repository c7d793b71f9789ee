'use client';

import type { Message } from '@parley/api-client';
import { ArrowDown } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { LoadMore } from '@/ui/load-more';
import { dayLabel } from '@/time/calendar';
import { MessageBubble } from './message-bubble';
import { MessageHistoryTooltip } from './message-status';
import { countAfter, timelineOf } from './timeline';
import { useNow } from '@/time/use-now';
import { useThreadScroll } from './use-thread-scroll';

type Props = {
  /** Newest first. */
  messages: Message[];
  label: string;
  older: { exist: boolean; areLoading: boolean; haveFailed: boolean; load: () => void };
};

export function MessageList({ messages, label, older }: Props) {
  const viewport = useRef<HTMLDivElement>(null);
  const timeline = useMemo(() => timelineOf(messages), [messages]);
  const { isAtNewest, onScroll, goToNewest } = useThreadScroll(viewport, timeline);

  const newestId = messages[0]?.id ?? null;
  const [seenId, setSeenId] = useState(newestId);
  if (isAtNewest && seenId !== newestId) setSeenId(newestId);
  const unseen = isAtNewest ? 0 : countAfter(messages, seenId);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={viewport}
        onScroll={onScroll}
        tabIndex={0}
        role="region"
        aria-label={label}
        data-thread
        data-scrolls
        className="calm-scroll h-full overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div className="mx-auto flex min-h-full max-w-4xl flex-col px-4 pb-4 md:px-8">
          <div className="mt-auto" />
          {older.exist ? (
            <LoadMore
              label="Loading older messages"
              isLoading={older.areLoading}
              hasFailed={older.haveFailed}
              onLoad={older.load}
            />
          ) : (
            <p className="pt-6 pb-1 text-center text-xs text-ink-faint">
              This is where the conversation begins.
            </p>
          )}
          {timeline.map(({ day, at, groups }) => (
            <section key={day} aria-label={day}>
              <DaySeparator at={at} />
              <ol>
                {groups.flatMap((group) =>
                  group.messages.map((message, index) => (
                    <MessageBubble
                      key={message.id}
                      message={message}
                      isFirstOfGroup={index === 0}
                      isLastOfGroup={index === group.messages.length - 1}
                    />
                  )),
                )}
              </ol>
            </section>
          ))}
        </div>
      </div>
      <MessageHistoryTooltip />
      <p role="status" className="sr-only">
        {unseen > 0 ? newMessagesInWords(unseen) : ''}
      </p>
      {isAtNewest ? null : (
        <button
          type="button"
          onClick={goToNewest}
          className="absolute inset-x-0 bottom-4 mx-auto flex h-9 w-fit cursor-default items-center gap-2 rounded-full border border-line-strong bg-surface px-3 text-[13px] font-medium text-ink shadow-lg hover:bg-hover data-[unseen=true]:border-transparent data-[unseen=true]:bg-accent data-[unseen=true]:text-on-accent data-[unseen=true]:hover:bg-accent-strong"
          data-unseen={unseen > 0}
        >
          <ArrowDown aria-hidden="true" className="size-4" />
          {unseen > 0 ? newMessagesInWords(unseen) : 'Newest'}
        </button>
      )}
    </div>
  );
}

const newMessagesInWords = (count: number) => (count === 1 ? '1 new message' : `${count} new messages`);

function DaySeparator({ at }: { at: number }) {
  const now = useNow();
  return (
    <div className="flex justify-center pt-5 pb-1">
      <span className="rounded-full border border-line bg-surface px-3 py-1 text-xs font-medium text-ink-muted shadow-sm">
        {dayLabel(at, now)}
      </span>
    </div>
  );
}
