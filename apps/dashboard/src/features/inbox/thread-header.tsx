import type { Conversation } from '@parley/api-client';
import { ArrowLeft } from 'lucide-react';
import { Avatar } from '@/ui/avatar';
import { IconButton } from '@/ui/icon-button';
import { Skeleton } from '@/ui/skeleton';
import { AssigneeMenu } from './assignee-menu';
import { ConsentMenu } from './consent-menu';
import { ContactName } from './contact-name';

type Props = { conversation: Conversation | undefined; isLoading: boolean; onClose: () => void };

export function ThreadHeader({ conversation, isLoading, onClose }: Props) {
  return (
    <header
      data-empty={!conversation && !isLoading}
      className="flex h-16 shrink-0 items-center gap-3 border-b border-line bg-surface px-2 data-[empty=true]:border-0 data-[empty=true]:bg-transparent md:px-5"
    >
      <IconButton
        aria-label="Back to the list"
        icon={<ArrowLeft className="rtl:-scale-x-100" />}
        onClick={onClose}
        className="md:hidden"
      />
      {conversation ? (
        <>
          <Avatar id={conversation.contact.id} name={conversation.contact.name} className="size-10" />
          <div className="min-w-0">
            <h2 className="truncate text-[15px] leading-5 font-semibold">
              <ContactName name={conversation.contact.name} />
            </h2>
            <p className="truncate text-[13px] leading-5 text-ink-muted">
              {conversation.contact.phone ? (
                <>
                  <bdi dir="ltr" className="tabular-nums">
                    {conversation.contact.phone}
                  </bdi>
                  <span aria-hidden="true" className="px-1.5 text-ink-faint">
                    ·
                  </span>
                </>
              ) : null}
              via <bdi>{conversation.channel.name}</bdi>
            </p>
          </div>
          <ConsentMenu key={`consent ${conversation.id}`} conversation={conversation} />
          <AssigneeMenu key={conversation.id} conversation={conversation} />
        </>
      ) : isLoading ? (
        <div aria-hidden="true" className="appear-late flex items-center gap-3">
          <Skeleton className="size-10 rounded-full" />
          <div>
            <Skeleton className="h-3.5 w-36" />
            <Skeleton className="mt-2 h-3 w-48" />
          </div>
        </div>
      ) : null}
    </header>
  );
}
