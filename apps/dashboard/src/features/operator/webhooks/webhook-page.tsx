'use client';

import type { WebhookDeliveryDetail } from '@parley/api-client';
import { RotateCw } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { operatorPaths } from '@/shell/paths';
import { exactTime } from '@/time/calendar';
import { Button } from '@/ui/button';
import { LoadingRegion } from '@/ui/loading-region';
import { Panel } from '@/ui/panel';
import { Skeleton } from '@/ui/skeleton';
import { BackLink } from '@/ui/back-link';
import { BodyPanel } from '../body-panel';
import { LetterLinks } from '../dead-letters/letter-links';
import { OperatorPage } from '../operator-page';
import { OperatorProblem } from '../operator-problem';
import { RecordedNote } from '../recorded-note';
import { EventsPanel } from './events-panel';
import { WebhookFacts } from './webhook-facts';
import { addressOf, filtersIn } from './webhook-filters';
import { useWebhook } from './webhooks.queries';

/** One webhook: what came, and what became of it. */
export function WebhookPage({ id }: { id: string }) {
  const filters = filtersIn(new URLSearchParams(useSearchParams()));
  const query = useWebhook(id);
  const { data } = query;
  return (
    <>
      <BackLink href={`${operatorPaths.webhooks}${addressOf(filters)}#${id}`}>Webhook log</BackLink>
      <OperatorPage
        title={data ? `Webhook of ${exactTime(Date.parse(data.receivedAt))}` : 'Webhook'}
        action={
          data ? (
            <Button isPending={query.isFetching} onClick={() => void query.refetch()}>
              <RotateCw aria-hidden="true" /> Refresh
            </Button>
          ) : null
        }
      >
        {query.isPending ? <PageSkeleton /> : null}
        {query.isLoadingError ? (
          <OperatorProblem error={query.error} what="this webhook" onRetry={() => void query.refetch()} />
        ) : null}
        {data ? <Opened webhook={data} /> : null}
      </OperatorPage>
    </>
  );
}

function Opened({ webhook }: { webhook: WebhookDeliveryDetail }) {
  return (
    <>
      <RecordedNote tenants={webhook.tenants} />
      <WebhookFacts webhook={webhook} />
      <EventsPanel webhook={webhook} />
      {webhook.deadLetters.length > 0 ? (
        <Panel title="Set aside" description="Parts of it that wait for a decision, or waited for one.">
          <LetterLinks letters={webhook.deadLetters} />
        </Panel>
      ) : null}
      <BodyPanel
        title="The body"
        description="What the signature was made over, byte for byte."
        body={webhook.body}
        fileName={`webhook-${webhook.id}`}
      />
    </>
  );
}

function PageSkeleton() {
  return (
    <LoadingRegion label="Loading the webhook">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-[180px] rounded-2xl" />
        <Skeleton className="h-[150px] rounded-2xl" />
        <Skeleton className="h-[320px] rounded-2xl" />
      </div>
    </LoadingRegion>
  );
}
