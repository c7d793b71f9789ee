import type { Lab } from '../lab/lab.ts';
import type { Tally } from '../tally.ts';

/** A promise of docs/reliability.md that was broken, and by what. */
export interface Finding {
  promise: 'R1' | 'R2' | 'R4' | 'R5' | 'R6' | 'R8' | 'O1' | 'O2' | 'O3' | 'X2';
  what: string;
  count: number;
  /** A few of the cases. */
  evidence: unknown[];
}

/** Something that was to happen and did not: the campaign has shown nothing about it. */
export interface Missed {
  what: string;
  count: 1;
  evidence: [];
}

export interface CampaignReport {
  campaign: 'inbound' | 'outbound';
  seed: number;
  settings: Record<string, unknown>;
  /** How often each fault was tried, and how often it really happened. */
  tried: Tally;
  /** Interesting states, and how often they were seen. */
  sometimes: Record<string, number>;
  figures: Record<string, number>;
  findings: (Finding | Missed)[];
}

const SHOWN = 10;

/** One finding of all the cases; none where there are none. */
export function found(promise: Finding['promise'], what: string, cases: readonly unknown[]): Finding[] {
  return cases.length === 0 ? [] : [{ promise, what, count: cases.length, evidence: cases.slice(0, SHOWN) }];
}

/** A campaign in which something interesting never happened has shown nothing about it. */
export function neverSeen(sometimes: Record<string, number>, tally: Tally): Missed[] {
  const never = Object.entries(sometimes).flatMap(([what, count]) => (count === 0 ? [what] : []));
  return [...never, ...tally.missed].map((what) => ({
    what: `never happened: ${what}`,
    count: 1,
    evidence: [],
  }));
}

export const endedByThemselves = (lab: Lab): Finding[] =>
  found('X2', 'a process ended by itself', lab.unexpectedEnds);
