'use client';

import { Hourglass } from 'lucide-react';
import { useChannels } from '@/features/channels/channels.queries';

/** Where somebody writes: what they send now waits, and is not lost. */
export function WaitingNote({ channelId }: { channelId: string }) {
  const channel = useChannels().data?.find(({ id }) => id === channelId);
  return (
    <div role="status">
      {channel?.held ? (
        <p className="flex min-h-11 shrink-0 items-center justify-center gap-2 border-t border-line bg-surface px-4 py-2 text-[13px] leading-5 text-ink-muted">
          <Hourglass aria-hidden="true" className="size-4 shrink-0 text-warning" />
          <bdi className="text-pretty">
            Messages wait until <bdi>{channel.name}</bdi> can send again.
          </bdi>
        </p>
      ) : null}
    </div>
  );
}
