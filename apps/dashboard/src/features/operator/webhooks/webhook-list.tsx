'use client';

import type { WebhookDelivery } from '@parley/api-client';
import { ScrollText, SearchX } from 'lucide-react';
import { byDay } from '@/time/by-day';
import { dateAndTime, dayLabel } from '@/time/calendar';
import { useNow } from '@/time/use-now';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadMore } from '@/ui/load-more';
import { LoadingRegion } from '@/ui/loading-region';
import { Skeleton } from '@/ui/skeleton';
import { OperatorProblem } from '../operator-problem';
import { useRows } from '@/ui/use-rows';
import { addressOf, hasFilters, noFilters, type WebhookFilters } from './webhook-filters';
import { WebhookRow } from './webhook-row';
import { useWebhooks } from './webhooks.queries';

type Props = { filters: WebhookFilters; onClear: (filters: WebhookFilters) => void };

export function WebhookList({ filters, onClear }: Props) {
  const query = useWebhooks(filters);
  if (query.isPending) return <ListSkeleton />;
  if (!query.data) {
    return (
      <OperatorProblem error={query.error} what="the webhook log" onRetry={() => void query.refetch()} />
    );
  }
  const deliveries = query.data.pages.flatMap((page) => page.data);
  const lookedBackTo = query.data.pages.at(-1)?.searchedBackTo ?? null;
  if (deliveries.length === 0 && !query.hasNextPage) {
    return <NoWebhooks isFiltered={hasFilters(filters)} onClear={() => onClear(noFilters)} />;
  }
  return (
    <div data-stale={query.isPlaceholderData} className="transition-opacity data-[stale=true]:opacity-60">
      <Rows deliveries={deliveries} query={addressOf(filters)} />
      {filters.search && lookedBackTo ? (
        <p className="py-1 text-center text-[13px] text-ink-muted">
          Looked through what came since {dateAndTime(Date.parse(lookedBackTo))}.
        </p>
      ) : null}
      {query.hasNextPage ? (
        <LoadMore
          label={filters.search ? 'Looking further back' : 'Loading older webhooks'}
          isLoading={query.isFetching}
          hasFailed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      ) : (
        <p className="py-2 text-center text-[13px] text-ink-muted">
          {hasFilters(filters) ? 'No more webhooks match.' : 'This is the oldest webhook that is kept.'}
        </p>
      )}
    </div>
  );
}

function Rows({ deliveries, query }: { deliveries: WebhookDelivery[]; query: string }) {
  const now = useNow();
  const { list, rowOf } = useRows<HTMLDivElement>(deliveries.map(({ id }) => id));
  return (
    <div {...list}>
      {byDay(deliveries, ({ receivedAt }) => receivedAt).map(({ day, at, items }) => (
        <section key={day} aria-label={dayLabel(at, now)} className="mb-5">
          <h2 className="mb-2 text-[13px] font-medium text-ink-muted">{dayLabel(at, now)}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-sm">
            {items.map((delivery) => (
              <WebhookRow key={delivery.id} delivery={delivery} query={query} row={rowOf(delivery.id)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function NoWebhooks({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  return isFiltered ? (
    <EmptyState
      icon={<SearchX />}
      tone="quiet"
      title="No webhook matches these filters"
      className="rounded-2xl border border-dashed border-line-strong"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    />
  ) : (
    <EmptyState
      icon={<ScrollText />}
      title="No webhook is kept"
      className="rounded-2xl border border-dashed border-line-strong"
    >
      As soon as the provider calls, each of its webhooks is kept here as it came, with what became of it.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <LoadingRegion label="Loading the webhook log">
      <Skeleton className="mb-3 h-3.5 w-16" />
      <div className="rounded-2xl border border-line bg-surface">
        {Array.from({ length: 8 }, (_, row) => (
          <div key={row} className="flex h-12 items-center gap-6 border-b border-line px-5 last:border-0">
            <Skeleton className="h-3.5 w-16" />
            <Skeleton className={row % 2 ? 'h-3.5 w-40' : 'h-3.5 w-28'} />
            <Skeleton className="ms-auto h-5 w-16" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}
