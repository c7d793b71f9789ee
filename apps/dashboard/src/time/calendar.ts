// The interface is in English with the 24 hour clock; the calendar and digits will follow the member's profile.
const LOCALE = 'en-GB';
const MINUTE_MS = 60_000;

type Zone = string | undefined;

const DAY_S = 86_400;
const UNITS = [
  ['year', 365 * DAY_S],
  ['month', 30 * DAY_S],
  ['day', DAY_S],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const distances = new Intl.RelativeTimeFormat('en');
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(at: number, zone: Zone, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone}|${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(LOCALE, zone ? { ...options, timeZone: zone } : options);
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}

/** "14:32". `zone` is an IANA name; the browser's own when left out. */
export const clockTime = (at: number, zone?: Zone): string =>
  format(at, zone, { hour: '2-digit', minute: '2-digit' });

/** "14:32:07" */
export const clockSeconds = (at: number, zone?: Zone): string =>
  format(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "Sat, 21 Nov 2026, 14:32:07" */
export const exactTime = (at: number, zone?: Zone): string =>
  format(at, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** "21 Nov 2026" */
export const dateLabel = (at: number, zone?: Zone): string =>
  format(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });

/** "21 Nov 2026, 14:32" */
export const dateAndTime = (at: number, zone?: Zone): string =>
  format(at, zone, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** "just now", "4 minutes ago", "in 3 days", "2 months ago". Never more than has passed; what is to come is rounded. */
export function distanceInWords(at: number, now: number): string {
  const seconds = Math.trunc((at - now) / 1_000);
  if (Math.abs(seconds) < 60) return 'just now';
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (['minute', 60] as const);
  const count = seconds / length;
  return distances.format(seconds < 0 ? Math.trunc(count) : Math.round(count), unit);
}

/** The same text for two instants on the same day, and only then: "2026-11-21". */
export function dayOf(at: number, zone?: Zone): string {
  const [day, month, year] = format(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).split(
    '/',
  );
  return `${year}-${month}-${day}`;
}

/** How many calendar days lie between two instants; 1 is yesterday. */
export function daysBetween(earlier: number, later: number, zone?: Zone): number {
  return Math.round((Date.parse(dayOf(later, zone)) - Date.parse(dayOf(earlier, zone))) / 86_400_000);
}

/** For the list: "now", "4 min", "14:32", "Yesterday", "Mon", "3 Oct", "3 Oct 2025". */
export function relativeTime(at: number, now: number, zone?: Zone): string {
  const minutes = Math.floor((now - at) / MINUTE_MS);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  const days = daysBetween(at, now, zone);
  if (days === 0) return clockTime(at, zone);
  if (days === 1) return 'Yesterday';
  if (days < 7) return format(at, zone, { weekday: 'short' });
  return format(at, zone, { day: 'numeric', month: 'short', ...yearUnlessThis(at, now, zone) });
}

/** For a separator: "Today", "Yesterday", "Monday", "Saturday 3 October", "Friday 3 October 2025". */
export function dayLabel(at: number, now: number, zone?: Zone): string {
  const days = daysBetween(at, now, zone);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return format(at, zone, { weekday: 'long' });
  const date = { weekday: 'long', day: 'numeric', month: 'long', ...yearUnlessThis(at, now, zone) } as const;
  return format(at, zone, date).replace(',', '');
}

function yearUnlessThis(at: number, now: number, zone: Zone): { year?: 'numeric' } {
  return dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4) ? {} : { year: 'numeric' };
}
