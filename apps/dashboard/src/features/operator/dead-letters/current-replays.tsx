'use client';

import type { Replay } from '@parley/api-client';
import { CircleCheck, LoaderCircle, X } from 'lucide-react';
import { IconButton } from '@/ui/icon-button';
import { isRunning, lettersWord, percentDone, replayTitle, scopeWords } from './replay-words';
import { useCurrentReplays } from './replays.queries';

const number = new Intl.NumberFormat('en');

/** What is being replayed now, live, and what has just come to its end. */
export function CurrentReplays() {
  const { replays, putAway } = useCurrentReplays();
  return (
    <>
      <p role="status" className="sr-only">
        {replays
          .map((replay) => `${replayTitle(replay)} ${isRunning(replay) ? 'is under way' : 'is finished'}.`)
          .join(' ')}
      </p>
      {replays.length > 0 ? (
        <ul aria-label="Replays under way" className="flex flex-col gap-3">
          {replays.map((replay) => (
            <CurrentReplay key={replay.id} replay={replay} onPutAway={() => putAway(replay.id)} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

function CurrentReplay({ replay, onPutAway }: { replay: Replay; onPutAway: () => void }) {
  const { action, requestedByName, filter, ratePerSecond, total, done } = replay;
  const runs = isRunning(replay);
  const percent = percentDone(replay);
  return (
    <li className="rounded-2xl border border-line bg-surface p-4 ps-5 shadow-sm">
      <div className="flex items-start gap-3">
        <span aria-hidden="true" className="mt-0.5 text-accent-ink [&_svg]:size-5">
          {runs ? <LoaderCircle className="animate-spin" /> : <CircleCheck />}
        </span>
        <div className="min-w-0 flex-1 text-sm leading-6">
          <p className="font-medium">
            {replayTitle(replay)}
            <span className="font-normal text-ink-muted"> · {scopeWords(filter)}</span>
          </p>
          <p className="text-[13px] leading-5 text-ink-muted">
            {runs ? (
              <>
                <bdi>{requestedByName}</bdi>
                {action === 'replay' ? `, at most ${ratePerSecond} per second` : null}
              </>
            ) : action === 'replay' ? (
              `${lettersWord(done)} tried again. What failed again is back in the list.`
            ) : (
              `${lettersWord(done)} discarded.`
            )}
          </p>
        </div>
        <p className="text-sm leading-6 font-medium tabular-nums">
          <bdi>
            {number.format(done)} of {number.format(total)}
          </bdi>
        </p>
        {runs ? null : (
          <IconButton
            aria-label="Put away"
            icon={<X aria-hidden="true" />}
            onClick={onPutAway}
            className="-my-1.5"
          />
        )}
      </div>
      <div
        role="progressbar"
        aria-label={replayTitle(replay)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="mt-3 h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <span
          className="block h-full rounded-full bg-accent transition-[width] duration-500"
          style={{ width: `${percent}%` }}
        />
      </div>
    </li>
  );
}
