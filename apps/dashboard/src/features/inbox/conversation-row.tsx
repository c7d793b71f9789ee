'use client';

import type { Conversation } from '@parley/api-client';
import { memo, type MouseEvent } from 'react';
import { Avatar } from '@/ui/avatar';
import { relativeTime } from '@/time/calendar';
import { ContactName } from './contact-name';
import { MessagePreview } from './message-preview';
import { useNow } from '@/time/use-now';

type Props = {
  conversation: Conversation;
  href: string;
  isOpen: boolean;
  isTabStop: boolean;
  showsChannel: boolean;
  onOpen: (id: string) => void;
  onApproach: (id: string) => void;
};

/** One row of the list. A real link: it can be copied, and opened in a tab of its own. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { conversation, href, isOpen, isTabStop, showsChannel, onOpen, onApproach } = props;
  const { id, contact, channel, lastMessage, lastMessageAt } = conversation;

  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(id);
  };

  return (
    <li className="px-2 [contain-intrinsic-size:auto_72px] [content-visibility:auto]">
      <a
        href={href}
        data-conversation-id={id}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={onClick}
        onFocus={() => onApproach(id)}
        onPointerEnter={() => onApproach(id)}
        className="flex h-[72px] cursor-default items-center gap-3 rounded-xl px-3 -outline-offset-2 transition-colors hover:bg-hover aria-[current=true]:bg-selected"
      >
        <Avatar id={contact.id} name={contact.name} />
        <span className="flex min-w-0 flex-1 flex-col gap-1">
          <span className="flex items-baseline gap-3">
            <span className="flex min-w-0 flex-1">
              <ContactName name={contact.name} className="truncate text-sm font-semibold" />
            </span>
            <RowTime at={Date.parse(lastMessageAt)} />
          </span>
          <span className="flex items-center gap-1.5 text-[13px] leading-5 text-ink-muted">
            <MessagePreview message={lastMessage} />
            {showsChannel ? (
              <span className="ms-auto max-w-24 shrink-0 truncate ps-2 text-[11.5px] text-ink-faint">
                <bdi>{channel.name}</bdi>
              </span>
            ) : null}
          </span>
        </span>
      </a>
    </li>
  );
});

function RowTime({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} className="shrink-0 text-xs text-ink-faint tabular-nums">
      {relativeTime(at, now)}
    </time>
  );
}
