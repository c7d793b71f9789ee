const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** What is on its way through the house has always waited a little: up to here nobody has to look. */
const KEEPING_UP_S = 5;
const BEHIND_S = 60;

export type Pace = 'idle' | 'keeping-up' | 'behind' | 'far-behind';

/** How worried to be about the oldest thing that waits; null when nothing does. */
export function paceOf(oldestSeconds: number | null): Pace {
  if (oldestSeconds === null) return 'idle';
  if (oldestSeconds < KEEPING_UP_S) return 'keeping-up';
  return oldestSeconds < BEHIND_S ? 'behind' : 'far-behind';
}

/** "less than a second", "1 second", "4 min 12 s", "3 h 5 min", "2 days 4 h". Never more than has passed. */
export function ageInWords(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 1) return 'less than a second';
  if (whole < MINUTE_S) return count(whole, 'second');
  if (whole < HOUR_S) return pair(whole, MINUTE_S, 'min', 1, 's');
  if (whole < DAY_S) return pair(whole, HOUR_S, 'h', MINUTE_S, 'min');
  const days = Math.floor(whole / DAY_S);
  const hours = Math.floor((whole % DAY_S) / HOUR_S);
  return hours > 0 ? `${count(days, 'day')} ${hours} h` : count(days, 'day');
}

/** A time in milliseconds as people compare it: "42 ms", "1.3 s", "2.1 min". Null: there was nothing to measure. */
export function shortTime(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1_000) return `${Math.floor(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < MINUTE_S) return `${tenths(seconds)} s`;
  return seconds < HOUR_S ? `${tenths(seconds / MINUTE_S)} min` : `${tenths(seconds / HOUR_S)} h`;
}

const tenths = (value: number): string => (Math.floor(value * 10) / 10).toFixed(1);

function pair(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  const first = `${Math.floor(seconds / large)} ${largeUnit}`;
  return rest > 0 ? `${first} ${rest} ${smallUnit}` : first;
}

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
