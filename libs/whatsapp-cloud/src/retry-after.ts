import type { IncomingHttpHeaders } from 'node:http';

/** What Meta asks for is at most hours; a longer wait is a mistake of somebody on the way. */
const LONGEST_MS = 24 * 60 * 60 * 1_000;
const MINUTE_MS = 60_000;

/**
 * How long an answer asks to be left alone: `retry-after` (seconds, or a date), else the longest
 * `estimated_time_to_regain_access` (minutes) of `x-business-use-case-usage` (facts: cloud-api.md A2). null when it
 * does not say; at most a day.
 */
export function retryAfterMsIn(headers: IncomingHttpHeaders, nowMs: number): number | null {
  const ms = ofRetryAfter(headers['retry-after'], nowMs) ?? ofUsage(headers['x-business-use-case-usage']);
  return ms === null ? null : Math.min(ms, LONGEST_MS);
}

function ofRetryAfter(value: unknown, nowMs: number): number | null {
  if (typeof value !== 'string') return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1_000;
  const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

function ofUsage(value: unknown): number | null {
  const usage = typeof value === 'string' ? parsedOrNull(value) : null;
  if (typeof usage !== 'object' || usage === null) return null;
  const minutes = Object.values(usage)
    .flatMap((entries: unknown) => (Array.isArray(entries) ? (entries as unknown[]) : []))
    .map(
      (entry) =>
        (entry as { estimated_time_to_regain_access?: unknown } | null)?.estimated_time_to_regain_access,
    )
    .filter((time) => typeof time === 'number' && Number.isFinite(time) && time > 0) as number[];
  return minutes.length === 0 ? null : Math.max(...minutes) * MINUTE_MS;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
