import type { LoadResult } from '../load.ts';
import { readCommits } from '../readings.ts';
import type { Stage } from '../stage.ts';

export type Figures = Record<string, number>;

/** What was measured, and why it should not be believed or is not enough. */
export interface Part {
  figures: Figures;
  problems: string[];
  summary: string;
}

/** Measures; says what it is doing at the moment. */
export type Measure = (stage: Stage, doing: (what: string) => void) => Promise<Part>;

/** Events in the webhooks of a mixed stream, on average: see MIXED_SIZES. */
export const MIXED_EVENTS_PER_WEBHOOK = 3.25;
export const QUIET_WITHIN_MS = 300_000;

export const idsOf = (numbers: readonly { phoneNumberId: string }[]): string[] =>
  numbers.map(({ phoneNumberId }) => phoneNumberId);

/** How long each accepted message waited for its commit, from when it was due, or from its answer. */
export async function waitsOf(
  stage: Stage,
  { times }: LoadResult,
  { replied, from }: { replied: boolean; from: 'due' | 'answered' },
): Promise<{ count: number; at: (share: number) => number }> {
  const commits = await readCommits(
    stage.db,
    times.map(([wamid]) => wamid),
    { replied },
  );
  const waits = times
    .flatMap(([wamid, due, answered]) => {
      const committed = commits.get(wamid);
      return committed === undefined ? [] : [Math.max(0, committed - (from === 'due' ? due : answered))];
    })
    .sort((one, other) => one - other);
  const at = (share: number) =>
    waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
  return { count: waits.length, at };
}

export function acknowledged({ events, webhooks, p50Ms, p99Ms, maxMs }: LoadResult): Figures {
  return { events, webhooks, p50Ms, p99Ms, maxMs };
}

export function troubles(sent: LoadResult, applied: number, violations: number): string[] {
  return [
    ...refusals(sent),
    ...(applied < sent.events ? [`${sent.events - applied} of ${sent.events} events were not applied`] : []),
    ...(violations > 0 ? [`${violations} messages are in the wrong order`] : []),
    ...(violations > 0 && sent.overlaps > 0
      ? [`(of people whose next message was sent before their last was answered: ${sent.overlaps})`]
      : []),
  ];
}

export function refusals({ refused, broken }: LoadResult): string[] {
  return refused + broken > 0 ? [`${refused} webhooks were refused, ${broken} connections broke`] : [];
}
