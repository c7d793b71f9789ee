'use client';

import type { DeadLetter } from '@parley/api-client';
import { MailCheck, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { EmptyState } from '@/ui/empty-state';
import { LoadMore } from '@/ui/load-more';
import { LoadingRegion } from '@/ui/loading-region';
import { Skeleton } from '@/ui/skeleton';
import { OperatorProblem } from '../operator-problem';
import { useRows } from '@/ui/use-rows';
import { useDeadLetters } from './dead-letters.queries';
import { addressOf, type LetterFilters } from './letter-filters';
import { LetterRow } from './letter-row';
import type { Wanted } from './replay-dialogs';
import { lettersWord } from './replay-words';
import { MAX_CHOSEN, toggled, toggledAll } from './letter-choice';

type Props = { filters: LetterFilters; onWant: (wanted: Wanted) => void };

export function LetterList({ filters, onWant }: Props) {
  const query = useDeadLetters(filters);
  if (query.isPending) return <ListSkeleton />;
  if (!query.data) {
    return (
      <OperatorProblem error={query.error} what="the dead letters" onRetry={() => void query.refetch()} />
    );
  }
  const letters = query.data.pages.flatMap((page) => page.data);
  if (letters.length === 0) {
    return (
      <EmptyState
        icon={<MailCheck />}
        tone="quiet"
        title={filters.state === 'waiting' ? 'None of them waits' : 'There are none'}
        className="rounded-2xl border border-dashed border-line-strong"
      >
        {filters.state === 'waiting'
          ? 'They are being replayed, were replayed or discarded, or there never was one.'
          : null}
      </EmptyState>
    );
  }
  return (
    <>
      <Letters letters={letters} filters={filters} onWant={onWant} />
      {query.hasNextPage ? (
        <LoadMore
          label="Loading more dead letters"
          isLoading={query.isFetching}
          hasFailed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      ) : null}
    </>
  );
}

function Letters({ letters, filters, onWant }: Props & { letters: DeadLetter[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ids = letters.map(({ id }) => id);
  const { list, rowOf } = useRows<HTMLUListElement>(ids);
  const mayChoose = filters.state === 'waiting';
  // What was replayed meanwhile is gone from the list, and is chosen no longer.
  const current = chosen.filter((id) => ids.includes(id));
  return (
    <div>
      {mayChoose ? (
        <ChoiceBar
          chosen={current.length}
          shown={ids.length}
          onToggleAll={() => setChosen(toggledAll(current, ids))}
          onWant={(action) => onWant({ action, deadLetterIds: current, letters: current.length })}
        />
      ) : null}
      <ul
        {...list}
        aria-label="Dead letters"
        className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-sm"
      >
        {letters.map((letter) => (
          <LetterRow
            key={letter.id}
            letter={letter}
            query={addressOf(filters)}
            row={rowOf(letter.id)}
            showsCause={!filters.reason}
            choice={
              mayChoose
                ? {
                    isChosen: current.includes(letter.id),
                    isFull: current.length >= MAX_CHOSEN,
                    toggle: () => setChosen(toggled(current, letter.id)),
                  }
                : null
            }
          />
        ))}
      </ul>
    </div>
  );
}

type ChoiceBarProps = {
  /** How many. */
  chosen: number;
  /** How many. */
  shown: number;
  onToggleAll: () => void;
  onWant: (action: Wanted['action']) => void;
};

/** Stays in view above the list: how many are chosen, and what to do with them. */
function ChoiceBar({ chosen, shown, onToggleAll, onWant }: ChoiceBarProps) {
  const most = Math.min(shown, MAX_CHOSEN);
  return (
    <div className="sticky top-0 z-10 -mx-1 mb-2 flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 bg-thread px-1 py-1">
      <Checkbox
        aria-label={`Choose all that are shown, at most ${MAX_CHOSEN}`}
        checked={chosen > 0 && chosen === most}
        indeterminate={chosen > 0 && chosen < most}
        onCheckedChange={onToggleAll}
      />
      <p role="status" className="text-[13px] text-ink-muted">
        {chosen > 0 ? (
          <bdi>
            {lettersWord(chosen)} chosen
            {chosen === MAX_CHOSEN ? ', the most at once' : ''}
          </bdi>
        ) : (
          <span className="pointer-coarse:hidden">J and K move, X chooses, Enter opens.</span>
        )}
      </p>
      {chosen > 0 ? (
        <span className="ms-auto flex gap-2">
          <Button size="small" look="danger-outline" onClick={() => onWant('discard')}>
            <Trash2 aria-hidden="true" /> Discard…
          </Button>
          <Button size="small" look="primary" onClick={() => onWant('replay')}>
            <RotateCcw aria-hidden="true" /> Replay…
          </Button>
        </span>
      ) : null}
    </div>
  );
}

function ListSkeleton() {
  return (
    <LoadingRegion label="Loading the dead letters">
      <div className="mt-13 rounded-2xl border border-line bg-surface">
        {Array.from({ length: 6 }, (_, row) => (
          <div key={row} className="flex h-16 items-center gap-6 border-b border-line px-5 last:border-0">
            <Skeleton className="size-4.5" />
            <Skeleton className={row % 2 ? 'h-3.5 w-64' : 'h-3.5 w-48'} />
            <Skeleton className="ms-auto h-5 w-16" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}
