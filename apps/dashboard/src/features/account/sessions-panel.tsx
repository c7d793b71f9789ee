'use client';

import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { LoadingRegion } from '@/ui/loading-region';
import { Panel } from '@/ui/panel';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { useAccountDeeds, useSessions } from './account.queries';
import { SessionRow } from './session-row';

export function SessionsPanel() {
  const query = useSessions();
  const { endOtherSessions } = useAccountDeeds();
  const [isEnding, setEnding] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const others = query.data?.filter(({ isCurrent }) => !isCurrent).length ?? 0;

  const endOthers = async () => {
    setEnding(true);
    setFault(null);
    try {
      await endOtherSessions();
    } catch (error) {
      setFault(error);
    } finally {
      setEnding(false);
    }
  };
  return (
    <Panel
      title="Where you are signed in"
      description="A session ends after 12 hours without use, and after 7 days in any case."
      className="py-2"
    >
      {fault ? (
        <Alert
          className="my-2"
          text={`Nothing was ended. ${asProblem(fault).message}`}
          requestId={asProblem(fault).requestId}
        />
      ) : null}
      {query.data ? (
        <ul className="divide-y divide-line">
          {query.data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
          <li className="py-3.5">
            <Button
              look="danger-outline"
              size="small"
              isPending={isEnding}
              disabledReason={others === 0 ? 'You are signed in on this device only.' : null}
              onClick={() => void endOthers()}
            >
              Sign out everywhere else
            </Button>
          </li>
        </ul>
      ) : query.isPending ? (
        <LoadingRegion label="Loading your sessions">
          {[0, 1].map((row) => (
            <div key={row} className="flex h-[68px] items-center gap-3.5">
              <Skeleton className="size-10 rounded-xl" />
              <div className="flex flex-col gap-2">
                <Skeleton className="h-3.5 w-40" />
                <Skeleton className="h-3 w-56" />
              </div>
            </div>
          ))}
        </LoadingRegion>
      ) : (
        <ProblemState
          problem={asProblem(query.error)}
          what="your sessions"
          onRetry={() => void query.refetch()}
        />
      )}
    </Panel>
  );
}
