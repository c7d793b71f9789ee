'use client';

import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { operatorPaths } from '@/shell/paths';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';
import { OperatorPage } from '../operator-page';
import { OperatorProblem } from '../operator-problem';
import { CauseCard } from './cause-card';
import { useDeadLetterGroups } from './dead-letters.queries';
import { ReplayDialogs, type Wanted } from './replay-dialogs';
import { ReplayHistory } from './replay-history';
import { CurrentReplays } from './current-replays';

export function CausesPage() {
  const query = useDeadLetterGroups();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  return (
    <OperatorPage
      title="Dead letters"
      description="What was received but could not be read, placed or applied. Nothing of it is lost: mend the cause, then replay it."
    >
      <CurrentReplays />
      {query.isPending ? <CausesSkeleton /> : null}
      {query.isLoadingError ? (
        <OperatorProblem error={query.error} what="the dead letters" onRetry={() => void query.refetch()} />
      ) : null}
      {query.data?.length === 0 ? (
        <EmptyState
          icon={<MailCheck />}
          title="No dead letter waits"
          className="rounded-2xl border border-dashed border-line-strong"
        >
          Nothing needs a decision of yours.
        </EmptyState>
      ) : null}
      {query.data && query.data.length > 0 ? (
        <ul aria-label="Causes" className="flex flex-col gap-4">
          {query.data.map((group) => (
            <CauseCard key={`${group.stage} ${group.reason}`} group={group} onWant={setWanted} />
          ))}
        </ul>
      ) : null}
      <p className="text-sm leading-6 text-ink-muted">
        One by one: those that were{' '}
        <TextLink href={`${operatorPaths.deadLetters}?state=replayed`}>replayed</TextLink> or{' '}
        <TextLink href={`${operatorPaths.deadLetters}?state=discarded`}>discarded</TextLink>.
      </p>
      <ReplayHistory />
      <ReplayDialogs wanted={wanted} onClose={() => setWanted(null)} />
    </OperatorPage>
  );
}

function CausesSkeleton() {
  return (
    <LoadingRegion label="Loading the dead letters">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-[190px] rounded-2xl" />
        <Skeleton className="h-[190px] rounded-2xl" />
      </div>
    </LoadingRegion>
  );
}
