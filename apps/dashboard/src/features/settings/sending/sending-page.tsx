'use client';

import { asProblem } from '@/data/problem';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { SettingsPage } from '../settings-page';
import { SendingForm } from './sending-form';
import { useSendingPolicy } from './sending.queries';

export function SendingPage() {
  return (
    <SettingsPage
      title="Sending"
      description="When marketing rests, and how much of it one person gets. What is too much or too late waits; answers never do."
    >
      <Sending />
    </SettingsPage>
  );
}

function Sending() {
  const query = useSendingPolicy();
  if (query.isPending) {
    return (
      <LoadingRegion label="Loading the settings of sending">
        <Skeleton className="h-[190px] rounded-2xl" />
        <Skeleton className="mt-6 h-[190px] rounded-2xl" />
      </LoadingRegion>
    );
  }
  if (!query.data) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="the settings of sending"
        onRetry={() => void query.refetch()}
      />
    );
  }
  return <SendingForm saved={query.data} onReload={async () => void (await query.refetch())} />;
}
