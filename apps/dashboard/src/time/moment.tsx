'use client';

import { dateAndTime, dateLabel, distanceInWords, exactTime } from './calendar';
import { useNow } from './use-now';

type Props = { at: string; look: 'ago' | 'date' | 'dateAndTime'; className?: string };

/** An instant in words; the exact one on hover. */
export function Moment({ at, look, className }: Props) {
  const now = useNow();
  const instant = Date.parse(at);
  const words =
    look === 'ago'
      ? distanceInWords(instant, now)
      : look === 'date'
        ? dateLabel(instant)
        : dateAndTime(instant);
  return (
    // The server knows neither the reader's clock nor the time zone.
    <time dateTime={at} title={exactTime(instant)} className={className} suppressHydrationWarning>
      {words}
    </time>
  );
}
