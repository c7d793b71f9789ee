'use client';

import { useEffect, useState } from 'react';
import { LoadingRegion } from '@/ui/loading-region';
import { Skeleton } from '@/ui/skeleton';
import { classNames } from '@/ui/class-names';
import { OperatorPage } from '../operator-page';
import { OperatorProblem } from '../operator-problem';
import { type ApiProblem, asProblem } from '@/data/problem';
import { FiguresPanel } from './figures';
import { useInboundState } from './inbound-state.queries';
import { LanesPanel } from './lanes-panel';
import { MeasuredAt, OldMeasurement } from './measurement';
import { OldestWaiting } from './oldest-waiting';
import { figuresOf } from './queue-figures';
import { WaitingWorkspaces } from './waiting-workspaces';

export function QueuesPage() {
  const { data, isError, error, refetch } = useInboundState('live');
  const problem = useLastProblem(error);
  return (
    <OperatorPage
      title="Queues"
      description="Whether what comes in is worked off, and how fast. Measured every two seconds while you look."
      action={data ? <MeasuredAt at={data.measuredAt} isLive={!isError} /> : null}
    >
      {!data && problem ? (
        <OperatorProblem error={problem} what="the queues" onRetry={() => void refetch()} />
      ) : null}
      {!data && !problem ? <QueuesSkeleton /> : null}
      {data && isError ? <OldMeasurement at={data.measuredAt} problem={asProblem(error)} /> : null}
      {data ? (
        // Without colour rather than pale: what is old must still be readable.
        <div className={classNames('flex flex-col gap-5', isError && 'grayscale')}>
          <OldestWaiting state={data} />
          <div className="grid gap-5 xl:grid-cols-[3fr_2fr]">
            {figuresOf(data).map((figures) => (
              <FiguresPanel key={figures.title} {...figures} />
            ))}
          </div>
          <LanesPanel lanes={data.lanes} />
          <WaitingWorkspaces tenants={data.tenants} />
        </div>
      ) : null}
    </OperatorPage>
  );
}

/** Without a first answer every further try would look like loading again: what is known stays until there is more. */
function useLastProblem(error: Error | null): ApiProblem | null {
  const [last, setLast] = useState<ApiProblem | null>(null);
  useEffect(() => {
    if (error) setLast(asProblem(error));
  }, [error]);
  return last;
}

function QueuesSkeleton() {
  return (
    <LoadingRegion label="Loading the queues" className="flex flex-col">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-[124px] rounded-2xl" />
        <div className="grid gap-5 xl:grid-cols-[3fr_2fr]">
          <Skeleton className="h-[212px] rounded-2xl" />
          <Skeleton className="h-[212px] rounded-2xl" />
        </div>
        <Skeleton className="h-[170px] rounded-2xl" />
      </div>
    </LoadingRegion>
  );
}
