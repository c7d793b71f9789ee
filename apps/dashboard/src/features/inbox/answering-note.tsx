'use client';

import { Bot, BotOff } from 'lucide-react';
import { useChannels } from '@/features/channels/channels.queries';

/** Who answers in this conversation, while the inbox itself cannot. */
export function AnsweringNote({ channelId }: { channelId: string }) {
  const channel = useChannels().data?.find(({ id }) => id === channelId);
  if (!channel) return null;
  return (
    <p className="flex min-h-11 shrink-0 items-center justify-center gap-2 border-t border-line bg-surface px-4 py-2 text-[13px] text-ink-muted [&_svg]:size-4 [&_svg]:shrink-0">
      {channel.echoEnabled ? (
        <>
          <Bot aria-hidden="true" /> Echo is on for this number: messages are answered automatically.
        </>
      ) : (
        <>
          <BotOff aria-hidden="true" /> Echo is off for this number: nothing is answered automatically.
        </>
      )}
    </p>
  );
}
