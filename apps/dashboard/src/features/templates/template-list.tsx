'use client';

import type { Template } from '@parley/api-client';
import { LayoutTemplate, SearchX, Smartphone } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { useChannels } from '@/features/channels/channels.queries';
import { useRows } from '@/ui/use-rows';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { buttonStyle } from '@/ui/button-style';
import { EmptyState } from '@/ui/empty-state';
import { LoadMore } from '@/ui/load-more';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { addressOf, hasFilters, type TemplateFilters } from './template-filters';
import { leadOf, namesOf } from './template-names';
import { TemplateRow } from './template-row';
import { useTemplates } from './templates.queries';

type Props = {
  filters: TemplateFilters;
  onClear: () => void;
  /** Offered where there is none yet. */
  newButton: ReactNode;
};

export function TemplateList({ filters, onClear, newButton }: Props) {
  const query = useTemplates(filters);
  const { templates } = query;
  if (query.isPending) return <ListSkeleton />;
  if (!query.data) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="your templates"
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (templates.length === 0)
    return hasFilters(filters) ? <NothingMatches onClear={onClear} /> : <NoTemplates newButton={newButton} />;
  return (
    <div data-stale={query.isPlaceholderData} className="transition-opacity data-[stale=true]:opacity-60">
      <Rows templates={templates} query={addressOf(filters)} />
      {query.hasNextPage ? (
        <LoadMore
          label="Loading more templates"
          isLoading={query.isFetching}
          hasFailed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      ) : null}
    </div>
  );
}

function Rows({ templates, query }: { templates: readonly Template[]; query: string }) {
  const rows = namesOf(templates).flatMap((entry) => {
    const lead = leadOf(entry.templates);
    return lead ? [{ entry, id: lead.id }] : [];
  });
  const { list, rowOf } = useRows<HTMLUListElement>(rows.map(({ id }) => id));
  return (
    <ul
      {...list}
      aria-label="Templates"
      className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-sm"
    >
      {rows.map(({ entry, id }) => (
        <TemplateRow key={entry.key} entry={entry} query={query} row={rowOf(id)} />
      ))}
    </ul>
  );
}

function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      tone="quiet"
      title="No template matches these filters"
      className="rounded-2xl border border-dashed border-line-strong"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    />
  );
}

function NoTemplates({ newButton }: { newButton: ReactNode }) {
  const { tenant } = useWorkspace();
  const channels = useChannels().data;
  if (channels?.length === 0) {
    return (
      <EmptyState
        icon={<Smartphone />}
        title="Connect a number first"
        className="rounded-2xl border border-dashed border-line-strong"
        action={
          <Link href={paths.channels(tenant.slug)} className={buttonStyle({ look: 'primary' })}>
            Go to the channels
          </Link>
        }
      >
        A template belongs to the WhatsApp account of a number. A simulated one will do to try it out.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<LayoutTemplate />}
      title="No templates yet"
      className="rounded-2xl border border-dashed border-line-strong"
      action={newButton}
    >
      Whoever has not written to you within 24 hours can be reached by a template alone: words that WhatsApp
      has approved before, with gaps for a name or an order. Write the first one; approval takes minutes.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <LoadingRegion label="Loading the templates">
      <div className="rounded-2xl border border-line bg-surface">
        {['w-40', 'w-56', 'w-32', 'w-48', 'w-44'].map((width) => (
          <div key={width} className="border-b border-line px-5 py-3.5 last:border-0">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="mt-3 h-5 w-52" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}
