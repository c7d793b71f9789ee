'use client';

import { clockSeconds, exactTime } from '@/time/calendar';
import { useIsHydrated } from '@/time/use-is-hydrated';
import type { ApiProblem } from '@/data/problem';
import { Alert } from '@/ui/alert';
import { classNames } from '@/ui/class-names';

/** When the figures were measured. No screen reader is told of each new one. */
export function MeasuredAt({ at, isLive }: { at: string; isLive: boolean }) {
  return (
    <p className="flex items-center gap-2 pt-1.5 text-[13px] leading-5 text-ink-muted">
      <span
        aria-hidden="true"
        className={classNames('size-2 rounded-full', isLive ? 'bg-accent' : 'bg-control')}
      />
      <bdi>
        Measured at <Clock at={at} />
      </bdi>
    </p>
  );
}

/** Instead of figures that pretend to be new. */
export function OldMeasurement({ at, problem }: { at: string; problem: ApiProblem }) {
  return (
    <Alert
      text={
        <>
          {problem.isOutage
            ? 'Parley is not answering.'
            : `The queues could not be measured. ${problem.message}`}{' '}
          What you see is from <Clock at={at} />; this page keeps asking.
        </>
      }
    />
  );
}

function Clock({ at }: { at: string }) {
  const isHydrated = useIsHydrated();
  const instant = Date.parse(at);
  return (
    <time
      dir="ltr"
      dateTime={at}
      title={isHydrated ? exactTime(instant) : undefined}
      className={classNames('tabular-nums', !isHydrated && 'invisible')}
    >
      {clockSeconds(instant, isHydrated ? undefined : 'UTC')}
    </time>
  );
}
