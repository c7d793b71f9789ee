'use client';

import type { Replay } from '@parley/api-client';
import { LoaderCircle, RotateCcw, Trash2 } from 'lucide-react';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { isRunning, replayTitle, scopeWords } from './replay-words';
import { useReplays } from './replays.queries';

const number = new Intl.NumberFormat('en');

/** Who had what tried again or discarded, and when. */
export function ReplayHistory() {
  const query = useReplays();
  const replays = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Panel title="Replays so far" description="Who had what tried again or discarded.">
      {replays.length > 0 ? (
        <ul aria-label="Replays so far" className="-my-3 divide-y divide-line">
          {replays.map((replay) => (
            <ReplayItem key={replay.id} replay={replay} />
          ))}
        </ul>
      ) : (
        <p className="text-sm leading-6 text-ink-muted">
          {query.isPending
            ? 'Looking…'
            : query.isError
              ? 'They could not be loaded just now; this page keeps asking.'
              : 'Nothing has been replayed or discarded yet.'}
        </p>
      )}
      {query.hasNextPage ? (
        <div className="mt-5">
          <Button
            size="small"
            isPending={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show older ones
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function ReplayItem({ replay }: { replay: Replay }) {
  const { action, requestedByName, filter, note, total, done, createdAt } = replay;
  return (
    <li className="flex gap-3 py-3 text-sm leading-5">
      <span aria-hidden="true" className="mt-0.5 text-ink-faint [&_svg]:size-4">
        {isRunning(replay) ? (
          <LoaderCircle className="animate-spin" />
        ) : action === 'replay' ? (
          <RotateCcw />
        ) : (
          <Trash2 />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          <bdi>
            <span className="font-medium">{replayTitle(replay)}</span>
            <span className="text-ink-muted">
              {' · '}
              {scopeWords(filter)}
            </span>
          </bdi>
        </p>
        {note ? (
          <p className="mt-0.5 wrap-anywhere text-ink-muted">
            <bdi>{note}</bdi>
          </p>
        ) : null}
        <p className="mt-0.5 text-[13px] text-ink-muted">
          <bdi>
            <bdi>{requestedByName}</bdi>
            {', '}
            <Moment at={createdAt} look="dateAndTime" />
            {isRunning(replay) ? `, ${number.format(done)} of ${number.format(total)} so far` : null}
          </bdi>
        </p>
      </div>
    </li>
  );
}
