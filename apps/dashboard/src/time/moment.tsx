'use client';

import { classNames } from '@/ui/class-names';
import { dateAndTime, dateLabel, distanceInWords, exactTime } from './calendar';
import { useIsHydrated } from './use-is-hydrated';
import { useNow } from './use-now';

type Props = { at: string; look: 'ago' | 'date' | 'dateAndTime'; className?: string };

/** An instant in words, in the reader's own time zone; the exact one on hover. */
export function Moment({ at, look, className }: Props) {
  const isHydrated = useIsHydrated();
  const now = useNow();
  const instant = Date.parse(at);
  if (!isHydrated) {
    // The server knows neither the reader's clock nor their time zone: it only keeps the place.
    return (
      <time dir="auto" dateTime={at} className={classNames('invisible', className)}>
        {dateLabel(instant, 'UTC')}
      </time>
    );
  }
  return (
    <time dir="auto" dateTime={at} title={exactTime(instant)} className={className}>
      {look === 'ago'
        ? distanceInWords(instant, now)
        : look === 'date'
          ? dateLabel(instant)
          : dateAndTime(instant)}
    </time>
  );
}
