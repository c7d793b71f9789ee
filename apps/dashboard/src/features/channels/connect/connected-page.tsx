'use client';

import { CircleCheck, SearchX } from 'lucide-react';
import Link from 'next/link';
import { asProblem } from '@/data/problem';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { buttonStyle } from '@/ui/button-style';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { useChannels } from '../channels.queries';
import { DoctorPanel } from '../doctor/doctor-panel';
import { TestPanel } from './test-panel';

/** The last step: what works now, what does not yet, and a way to see it with one's own eyes. */
export function ConnectedPage({ channelId }: { channelId: string }) {
  const { tenant } = useWorkspace();
  const query = useChannels();
  if (query.isPending) {
    return (
      <LoadingRegion label="Loading the number">
        <Skeleton className="h-16 rounded-2xl" />
        <Skeleton className="mt-6 h-64 rounded-2xl" />
      </LoadingRegion>
    );
  }
  if (!query.data)
    return (
      <ProblemState problem={asProblem(query.error)} what="the number" onRetry={() => void query.refetch()} />
    );
  const channel = query.data.find(({ id }) => id === channelId);
  if (!channel) {
    return (
      <EmptyState icon={<SearchX />} title="There is no such number here" tone="quiet">
        It may have been disconnected meanwhile.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <div
        role="status"
        className="flex items-center gap-3.5 rounded-2xl bg-accent-soft px-5 py-4 text-accent-ink"
      >
        <CircleCheck aria-hidden="true" className="size-6 shrink-0" />
        <p className="min-w-0 text-[15px] leading-6 font-semibold wrap-anywhere">
          <bdi>{channel.name}</bdi> is connected: <bdi dir="ltr">{channel.displayPhoneNumber}</bdi>
        </p>
      </div>
      <TestPanel channel={channel} />
      <DoctorPanel channel={channel} startsAtOnce />
      <div className="flex flex-wrap gap-2">
        <Link href={paths.inbox(tenant.slug)} className={buttonStyle({ look: 'primary' })}>
          Go to the inbox
        </Link>
        <Link href={paths.channel(tenant.slug, channel.id)} className={buttonStyle()}>
          All about this number
        </Link>
      </div>
    </div>
  );
}
