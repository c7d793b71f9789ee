'use client';

import { Smartphone } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { useWorkspace } from '@/shell/workspace-context';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { ChannelCard } from './channel-card';
import { useChannels } from './channels.queries';

export function ChannelsPage() {
  const { tenant } = useWorkspace();
  return (
    <div className="calm-scroll h-full overflow-y-auto bg-thread">
      <title>{`Channels · ${tenant.name}`}</title>
      <div className="mx-auto max-w-3xl px-5 py-8 md:px-8 md:py-10">
        <h1 className="text-xl font-semibold tracking-tight">Channels</h1>
        <p className="mt-1 text-sm text-ink-muted">The WhatsApp numbers that people write to.</p>
        <div className="mt-6">
          <ChannelCards />
        </div>
      </div>
    </div>
  );
}

function ChannelCards() {
  const query = useChannels();
  if (query.isPending) {
    return (
      <LoadingRegion label="Loading channels">
        <Skeleton className="h-[150px] rounded-2xl" />
      </LoadingRegion>
    );
  }
  if (!query.data) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="your channels"
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={<Smartphone />}
        title="No numbers yet"
        className="rounded-2xl border border-dashed border-line-strong"
      >
        A number appears here once it is connected to this workspace.
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col gap-4">
      {query.data.map((channel) => (
        <ChannelCard key={channel.id} channel={channel} />
      ))}
    </ul>
  );
}
