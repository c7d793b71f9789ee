'use client';

import { SearchX } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { BackLink } from '@/ui/back-link';
import { Badge } from '@/ui/badge';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { AccessTokenPanel } from '../access-token-panel';
import { ChannelHold } from '../channel-hold';
import { useChannels } from '../channels.queries';
import { DoctorPanel } from '../doctor/doctor-panel';
import { EchoPanel } from '../echo-panel';
import { DisconnectPanel } from './disconnect-panel';
import { NewsPanel } from './news-panel';
import { NumberFacts } from './number-facts';
import { NumberNotices } from './number-notices';
import { ProfilePanel } from './profile-panel';
import { RegistrationPanel } from './registration-panel';

/** All that there is about one number. */
export function NumberPage({ channelId }: { channelId: string }) {
  const { tenant } = useWorkspace();
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto bg-thread [scrollbar-gutter:stable]">
      <div className="mx-auto max-w-3xl px-5 py-6 md:px-8 md:py-8">
        <BackLink href={paths.channels(tenant.slug)}>Channels</BackLink>
        <Details channelId={channelId} />
      </div>
    </div>
  );
}

function Details({ channelId }: { channelId: string }) {
  const { tenant } = useWorkspace();
  const query = useChannels();
  if (query.isPending) {
    return (
      <LoadingRegion label="Loading the number">
        <Skeleton className="h-12 w-64" />
        <Skeleton className="mt-6 h-72 rounded-2xl" />
      </LoadingRegion>
    );
  }
  if (!query.data)
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="this number"
        onRetry={() => void query.refetch()}
      />
    );
  const channel = query.data.find(({ id }) => id === channelId);
  if (!channel) {
    return (
      <EmptyState icon={<SearchX />} title="There is no such number here" tone="quiet">
        It may have been disconnected, or the address is not complete.
      </EmptyState>
    );
  }
  return (
    <>
      <title>{`${channel.name} · ${tenant.name}`}</title>
      <header>
        <h1 className="flex flex-wrap items-center gap-x-2.5 text-xl leading-7 font-semibold tracking-tight">
          <bdi className="wrap-anywhere">{channel.name}</bdi>
          {channel.simulated ? <Badge>Simulated</Badge> : null}
        </h1>
        <p className="mt-0.5 text-sm leading-6 text-ink-muted">
          WhatsApp <span aria-hidden="true">·</span>{' '}
          <bdi dir="ltr" className="tabular-nums">
            {channel.displayPhoneNumber}
          </bdi>
        </p>
      </header>
      <div className="mt-6 flex flex-col gap-6 pb-10">
        {channel.held ? (
          <div className="overflow-hidden rounded-2xl border border-warning/30">
            <ChannelHold held={channel.held} />
          </div>
        ) : null}
        <NumberNotices channel={channel} />
        <NumberFacts channel={channel} />
        <DoctorPanel channel={channel} />
        <AccessTokenPanel channel={channel} />
        <ProfilePanel channel={channel} />
        <RegistrationPanel channel={channel} />
        <NewsPanel channel={channel} />
        <EchoPanel channel={channel} />
        <DisconnectPanel channel={channel} />
      </div>
    </>
  );
}
