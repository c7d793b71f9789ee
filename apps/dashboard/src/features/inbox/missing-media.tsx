'use client';

import type { Media } from '@parley/api-client';
import { CircleAlert, LoaderCircle, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { useMay } from '@/shell/use-may';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { useFetchAgain } from './media.queries';
import { isGone, nameOf } from './media-words';

type Props = { media: Media; end: ReactNode };

/** A file that is not here: it is on its way, or it failed, and then why and what can be done. */
export function MissingMedia({ media, end }: Props) {
  return (
    <>
      <div
        className={classNames(
          'flex w-80 max-w-full gap-3 rounded-xl p-2.5',
          media.state === 'failed' ? 'bg-danger-soft' : 'bg-ink/6',
        )}
      >
        {media.state === 'failed' ? <FailedMedia media={media} /> : <ComingMedia media={media} />}
      </div>
      {end ? <div className="flow-root px-1.5">{end}</div> : null}
    </>
  );
}

function ComingMedia({ media }: { media: Media }) {
  return (
    <>
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-surface text-ink-muted">
        <LoaderCircle aria-hidden="true" className="size-5 animate-spin" />
      </span>
      <div className="min-w-0 flex-1 self-center">
        <Name media={media}>Fetching the {nameOf(media)}…</Name>
        {media.failure ? (
          <p className="text-[12.5px] leading-5 text-bubble-meta">
            It did not come at first, and is tried again. {media.failure.reason}
          </p>
        ) : null}
      </div>
    </>
  );
}

function FailedMedia({ media }: { media: Media }) {
  const again = useFetchAgain(media);
  const mayAsk = useMay('conversations.assign');
  return (
    <>
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-surface text-danger">
        <CircleAlert aria-hidden="true" className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <Name media={media}>The {nameOf(media)} could not be fetched</Name>
        <p className="text-[12.5px] leading-5 text-danger">{media.failure?.reason}</p>
        {isGone(media) ? (
          <p className="text-[12.5px] leading-5">Ask for it to be sent again.</p>
        ) : (
          <Button
            size="small"
            className="mt-2"
            isPending={again.isPending}
            disabledReason={
              mayAsk ? null : 'Viewers cannot have a file fetched again. Ask for the role of agent.'
            }
            onClick={() => again.mutate()}
          >
            {again.isPending ? null : <RotateCw aria-hidden="true" />}
            Try again
          </Button>
        )}
        {again.error ? (
          <p role="alert" className="mt-1.5 text-[12.5px] leading-5 text-danger">
            {asProblem(again.error).message}
          </p>
        ) : null}
      </div>
    </>
  );
}

function Name({ media, children }: { media: Media; children: ReactNode }) {
  return (
    <>
      <p className="text-sm leading-5 font-medium">{children}</p>
      {media.fileName ? (
        <p className="truncate text-[12.5px] leading-5 text-bubble-meta">
          <bdi>{media.fileName}</bdi>
        </p>
      ) : null}
    </>
  );
}
