'use client';

import type { Template, TemplateHistoryEntry } from '@parley/api-client';
import { asProblem } from '@/data/problem';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { LoadingRegion } from '@/ui/loading-region';
import { Panel } from '@/ui/panel';
import { Skeleton } from '@/ui/skeleton';
import { useTemplateHistory } from '../templates.queries';
import { historySentence, isWorthTelling } from './history-sentence';

/** Who did what to it, and what WhatsApp made of it; the newest first. */
export function HistoryPanel({ template }: { template: Template }) {
  const query = useTemplateHistory(template.id);
  return (
    <Panel title="History" className="pt-3">
      {query.isPending ? (
        <LoadingRegion label="Loading the history">
          <Skeleton className="h-4 w-64" />
          <Skeleton className="mt-3 h-4 w-52" />
        </LoadingRegion>
      ) : query.data ? (
        <ol className="flex flex-col gap-3">
          {query.data.filter(isWorthTelling).map((entry) => (
            <HistoryItem key={entry.id} entry={entry} />
          ))}
        </ol>
      ) : (
        <div role="alert" className="flex flex-wrap items-center gap-3 text-sm text-ink-muted">
          <p>The history could not be loaded. {asProblem(query.error).message}</p>
          <Button size="small" onClick={() => void query.refetch()}>
            Try again
          </Button>
        </div>
      )}
    </Panel>
  );
}

function HistoryItem({ entry }: { entry: TemplateHistoryEntry }) {
  const { who, did, because } = historySentence(entry);
  return (
    <li className="flex flex-wrap justify-between gap-x-4 text-sm leading-6">
      <div className="min-w-0 flex-1 basis-64">
        <p>
          <bdi>
            <bdi className="font-medium">{who}</bdi> {did}.
          </bdi>
        </p>
        {because ? (
          <p dir="auto" className="text-[13px] leading-5 text-pretty text-ink-muted wrap-anywhere">
            {because}
          </p>
        ) : null}
      </div>
      <Moment at={entry.occurredAt} look="dateAndTime" className="text-[13px] text-ink-muted" />
    </li>
  );
}
