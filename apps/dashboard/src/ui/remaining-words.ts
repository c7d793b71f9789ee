const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** "1 second", "45 seconds", "4 minutes", "2 hours": rounded up, so that it is never promised too early. */
export function remainingWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / SECOND_MS));
  if (seconds <= 90) return count(seconds, 'second');
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (minutes <= 90) return count(minutes, 'minute');
  return count(Math.ceil(ms / HOUR_MS), 'hour');
}

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
