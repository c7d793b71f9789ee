'use client';

import { MessageCircle } from 'lucide-react';
import { ChecklistCard } from '@/features/checklist/checklist-card';
import { EmptyState } from '@/ui/empty-state';
import { useConversationList } from './conversations.queries';
import { FirstConversation } from './first-conversation';

/** The place of the thread while no conversation is open. */
export function NothingOpen() {
  const { isSuccess, conversations } = useConversationList();
  if (!isSuccess) return null;
  return (
    <div className="calm-scroll flex h-full flex-col overflow-y-auto">
      <ChecklistCard hasConversations={conversations.length > 0} className="mx-auto mt-8 shrink-0" />
      {conversations.length === 0 ? <FirstConversation className="flex-1" /> : <ChooseOne />}
    </div>
  );
}

function ChooseOne() {
  return (
    <EmptyState icon={<MessageCircle />} title="Choose a conversation" className="flex-1">
      <p>Its messages appear here and stay up to date.</p>
      <dl className="mt-5 flex flex-wrap justify-center gap-x-5 gap-y-2 text-[13px]">
        <Shortcut keys={['J', 'K']} meaning="move" />
        <Shortcut keys={['Enter']} meaning="open" />
        <Shortcut keys={['Esc']} meaning="back" />
      </dl>
    </EmptyState>
  );
}

function Shortcut({ keys, meaning }: { keys: string[]; meaning: string }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="flex gap-1">
        {keys.map((key) => (
          <kbd
            key={key}
            className="min-w-6 rounded-md border border-b-2 border-line-strong bg-surface px-1.5 text-center font-sans text-xs leading-5 text-ink"
          >
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{meaning}</dd>
    </div>
  );
}
