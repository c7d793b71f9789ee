'use client';

import { Plus, Smartphone } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { useWhyNot } from '@/shell/use-may';
import { Button } from '@/ui/button';
import { buttonStyle } from '@/ui/button-style';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { ChannelCard } from './channel-card';
import { useChannels } from './channels.queries';

export function ChannelsPage() {
  const { tenant } = useWorkspace();
  const whyNot = useWhyNot('channels.manage');
  const connect = whyNot ? (
    <Button look="primary" disabledReason={whyNot}>
      <Plus aria-hidden="true" /> Connect a number
    </Button>
  ) : (
    <Link href={paths.connect(tenant.slug)} className={buttonStyle({ look: 'primary' })}>
      <Plus aria-hidden="true" /> Connect a number
    </Link>
  );
  return (
    <div className="calm-scroll h-full overflow-y-auto bg-thread">
      <title>{`Channels · ${tenant.name}`}</title>
      <div className="mx-auto max-w-3xl px-5 py-8 md:px-8 md:py-10">
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="text-xl leading-7 font-semibold tracking-tight">Channels</h1>
            <p className="mt-1 text-sm leading-6 text-ink-muted">
              The WhatsApp numbers that people write to.
            </p>
          </div>
          {connect}
        </header>
        <div className="mt-6">
          <ChannelCards connectButton={connect} />
        </div>
      </div>
    </div>
  );
}

function ChannelCards({ connectButton }: { connectButton: ReactNode }) {
  const query = useChannels();
  if (query.isPending) {
    return (
      <LoadingRegion label="Loading channels">
        <Skeleton className="h-[215px] rounded-2xl" />
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
        action={connectButton}
      >
        Connect one, simulated or your own, and what people write to it appears in the inbox.
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
