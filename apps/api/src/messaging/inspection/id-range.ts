/** The smallest UUIDv7 of that millisecond: ids are in the order of time, so a time is a place among them. */
export function firstIdAt(instant: Date): string {
  const milliseconds = Math.max(0, instant.getTime()).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8, 12)}-0000-0000-000000000000`;
}

/** When an id was made, by the clock of who made it. */
export function instantOf(id: string): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}

const DAY_MS = 86_400_000;
const LAST_DAY = Date.UTC(9999, 11, 31);

/** The first day on which events of that delivery can lie: it is exploded after its receipt, and clocks differ. */
export function firstDayOf(deliveryId: string): string {
  const day = Math.min(instantOf(deliveryId).getTime() - DAY_MS, LAST_DAY);
  return new Date(day).toISOString().slice(0, 10);
}
