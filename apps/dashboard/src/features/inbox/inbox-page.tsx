'use client';

import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useWorkspace } from '@/shell/workspace-context';
import { ConversationList } from './conversation-list';
import { useConversation } from './conversations.queries';
import { NothingOpen } from './nothing-open';
import { Thread } from './thread';
import { useEscape } from '@/ui/use-list-keyboard';
import { useOpenConversation } from './use-open-conversation';

/** List and thread side by side; below 768 px one of them. */
export function InboxPage() {
  const { openId, open } = useOpenConversation();
  const listPane = useRef<HTMLElement>(null);
  const threadPane = useRef<HTMLElement>(null);
  const close = useCallback(() => open(null), [open]);
  useFocusOnVisiblePane(openId, listPane, threadPane);

  useEscape(() => {
    if (!openId) return;
    rowOf(openId, listPane.current)?.focus();
    close();
  });

  return (
    <div className="flex h-full">
      <PageTitle openId={openId} />
      <section
        ref={listPane}
        aria-label="Conversation list"
        data-reading={openId !== null}
        className="flex w-full flex-col border-line bg-surface data-[reading=true]:max-md:hidden md:w-80 md:shrink-0 md:border-e lg:w-[22.5rem]"
      >
        <div className="flex h-16 shrink-0 items-center px-5">
          <h2 className="text-lg font-semibold tracking-tight">Inbox</h2>
        </div>
        <div className="min-h-0 flex-1">
          <ConversationList openId={openId} onOpen={open} />
        </div>
      </section>
      <section
        ref={threadPane}
        aria-label="Conversation"
        tabIndex={-1}
        data-reading={openId !== null}
        className="min-w-0 flex-1 bg-thread outline-none data-[reading=false]:max-md:hidden"
      >
        {openId ? <Thread key={openId} conversationId={openId} onClose={close} /> : <NothingOpen />}
      </section>
    </div>
  );
}

function PageTitle({ openId }: { openId: string | null }) {
  return openId ? <ConversationTitle conversationId={openId} /> : <Title text="Inbox" />;
}

function ConversationTitle({ conversationId }: { conversationId: string }) {
  const name = useConversation(conversationId).data?.contact.name;
  return <Title text={name ? `${name} · Inbox` : 'Inbox'} />;
}

function Title({ text }: { text: string }) {
  const { tenant } = useWorkspace();
  return (
    <>
      <title>{`${text} · ${tenant.name}`}</title>
      <h1 className="sr-only">{text}</h1>
    </>
  );
}

/** When one pane hides the other, the focus must not stay on what is no longer there. */
function useFocusOnVisiblePane(
  openId: string | null,
  listPane: RefObject<HTMLElement | null>,
  threadPane: RefObject<HTMLElement | null>,
) {
  const previousId = useRef(openId);
  useEffect(() => {
    const cameFrom = previousId.current;
    previousId.current = openId;
    if (cameFrom === openId) return;
    if (openId && listPane.current?.offsetParent === null) threadPane.current?.focus();
    if (!openId && threadPane.current?.offsetParent === null) rowOf(cameFrom, listPane.current)?.focus();
  }, [openId, listPane, threadPane]);
}

function rowOf(id: string | null, list: HTMLElement | null): HTMLElement | null {
  return id && list ? list.querySelector<HTMLElement>(`[data-conversation-id="${CSS.escape(id)}"]`) : null;
}
