/** In minutes since midnight; where `from` is after `to` it is over midnight. They are never the same. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  /** Of the IANA database. */
  readonly timeZone: string;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Clocks are put forward or back by less; each further look corrects what the one before could not know. */
const LOOKS = 3;

/** When the quiet hours end that are at `nowMs`; null: they are not. Milliseconds since 1970, to the minute. */
export function quietUntil(hours: QuietHours, nowMs: number): number | null {
  const minutes = minutesAt(nowMs, hours.timeZone);
  if (!isQuiet(hours, minutes)) return null;
  let untilMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS + after(minutes, hours.to) * MINUTE_MS;
  for (let look = 0; look < LOOKS; look += 1) {
    const early = after(minutesAt(untilMs, hours.timeZone), hours.to);
    untilMs += (early > DAY_MINUTES / 2 ? early - DAY_MINUTES : early) * MINUTE_MS;
  }
  return untilMs > nowMs ? untilMs : nowMs + MINUTE_MS;
}

function isQuiet({ from, to }: QuietHours, minutes: number): boolean {
  return after(from, minutes) < after(from, to);
}

/** How many minutes after `one` the clock shows `other` next. */
const after = (one: number, other: number): number => (other - one + DAY_MINUTES) % DAY_MINUTES;

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

function minutesAt(atMs: number, timeZone: string): number {
  const clock = CLOCKS.get(timeZone) ?? clockOf(timeZone);
  CLOCKS.set(timeZone, clock);
  const parts = new Map(clock.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  return (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0);
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
