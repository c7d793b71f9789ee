'use client';

import { ScrollText, SearchX } from 'lucide-react';
import { asProblem } from '@/data/problem';
import { byDay } from '@/time/by-day';
import { dayLabel } from '@/time/calendar';
import { useNow } from '@/time/use-now';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadMore } from '@/ui/load-more';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { AuditEventItem } from './audit-event-item';
import { type AuditFilters, hasFilters, noFilters } from './audit-filters';
import { useAuditEvents } from './audit.queries';

type Props = { filters: AuditFilters; onClear: (filters: AuditFilters) => void };

export function AuditEventList({ filters, onClear }: Props) {
  const query = useAuditEvents(filters);
  const now = useNow();
  if (query.isPending) return <EventsSkeleton />;
  if (!query.data) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="the audit trail"
        onRetry={() => void query.refetch()}
      />
    );
  }
  const events = query.data.pages.flatMap((page) => page.data);
  if (events.length === 0)
    return <NoEvents isFiltered={hasFilters(filters)} onClear={() => onClear(noFilters)} />;
  return (
    <div data-stale={query.isPlaceholderData} className="transition-opacity data-[stale=true]:opacity-60">
      {byDay(events, ({ occurredAt }) => occurredAt).map(({ day, at, items: ofDay }) => (
        <section key={day} aria-label={dayLabel(at, now)} className="mb-5">
          <h2 className="mb-2 text-[13px] font-medium text-ink-muted">{dayLabel(at, now)}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-sm">
            {ofDay.map((event) => (
              <AuditEventItem key={event.id} event={event} />
            ))}
          </ul>
        </section>
      ))}
      {query.hasNextPage ? (
        <LoadMore
          label="Loading older events"
          isLoading={query.isFetching}
          hasFailed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      ) : (
        <p className="py-2 text-center text-[13px] text-ink-muted">
          {hasFilters(filters) ? 'No more events match.' : 'This is where the record begins.'}
        </p>
      )}
    </div>
  );
}

function NoEvents({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  return isFiltered ? (
    <EmptyState
      icon={<SearchX />}
      tone="quiet"
      title="Nothing matches these filters"
      className="rounded-2xl border border-dashed border-line-strong"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    />
  ) : (
    <EmptyState
      icon={<ScrollText />}
      title="Nothing has been recorded yet"
      className="rounded-2xl border border-dashed border-line-strong"
    >
      From now on, everything that somebody changes in this workspace is written down here.
    </EmptyState>
  );
}

function EventsSkeleton() {
  return (
    <LoadingRegion label="Loading the audit trail">
      <Skeleton className="mb-3 h-3.5 w-16" />
      <div className="rounded-2xl border border-line bg-surface">
        {['w-80', 'w-64', 'w-96', 'w-72', 'w-60', 'w-80 '].map((width) => (
          <div key={width} className="flex h-12 items-center gap-3 border-b border-line px-5 last:border-0">
            <Skeleton className="size-4" />
            <Skeleton className={`h-3.5 max-w-full ${width}`} />
            <Skeleton className="ms-auto h-3 w-10" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}
