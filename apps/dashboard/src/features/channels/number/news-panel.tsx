'use client';

import type { Channel, ChannelNewsItem } from '@parley/api-client';
import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { LoadingRegion } from '@/ui/loading-region';
import { Panel } from '@/ui/panel';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { useChannelNews } from '../channel-care.queries';
import { newsSentence } from '../news-words';

const SHOWN_AT_FIRST = 5;

/** What happened to the number, as Meta told it. */
export function NewsPanel({ channel }: { channel: Channel }) {
  const query = useChannelNews(channel.id);
  return (
    <Panel
      title="What Meta told"
      description="Changes of quality, limits and name, and what Meta allowed or forbade, newest first."
      className="pt-3"
    >
      {query.isPending ? (
        <LoadingRegion label="Loading what Meta told">
          <Skeleton className="h-5 max-w-96" />
          <Skeleton className="mt-3 h-5 max-w-72" />
        </LoadingRegion>
      ) : query.data ? (
        <History items={query.data.history} />
      ) : (
        <ProblemState
          problem={asProblem(query.error)}
          what="what Meta told"
          onRetry={() => void query.refetch()}
        />
      )}
    </Panel>
  );
}

function History({ items }: { items: readonly ChannelNewsItem[] }) {
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return <p className="text-sm text-ink-muted">Nothing yet.</p>;
  const shown = isWhole ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ol aria-label="What Meta told" className="flex flex-col gap-2.5">
        {shown.map((item, index) => (
          <li
            key={`${item.kind} ${item.at} ${index}`}
            className="flex flex-col gap-x-4 text-sm leading-5 sm:flex-row sm:items-baseline"
          >
            <span className="w-40 shrink-0 text-[13px] text-ink-muted tabular-nums">
              <Moment at={item.at} look="dateAndTime" />
            </span>
            <span className="min-w-0 wrap-anywhere">
              <bdi>
                {newsSentence(item)}
                {item.until ? (
                  <span className="text-ink-muted">
                    {' '}
                    Until <Moment at={item.until} look="dateAndTime" />.
                  </span>
                ) : null}
              </bdi>
            </span>
          </li>
        ))}
      </ol>
      {items.length > SHOWN_AT_FIRST ? (
        <Button
          size="small"
          look="quiet"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="mt-3 -ms-2.5"
        >
          {isWhole ? 'Show less' : `Show all ${items.length}`}
        </Button>
      ) : null}
    </>
  );
}
