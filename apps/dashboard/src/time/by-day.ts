import { dayOf } from './calendar';

export type Day<T> = { day: string; at: number; items: T[] };

/** What has happened, in the order in which it came; a new day begins where the date changes. */
export function byDay<T>(items: readonly T[], instantOf: (item: T) => string): Day<T>[] {
  const days: Day<T>[] = [];
  for (const item of items) {
    const at = Date.parse(instantOf(item));
    const day = dayOf(at);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, at, items: [item] });
  }
  return days;
}
