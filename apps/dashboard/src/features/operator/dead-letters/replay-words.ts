import type { Replay } from '@parley/api-client';
import { ageInWords } from '../queues/waiting-age';
import { causeWords } from './cause-words';

export const MIN_RATE = 1;
export const MAX_RATE = 50;
export const DEFAULT_RATE = 20;
/** What one replay takes of all that a filter matches. */
export const MOST_AT_ONCE = 50_000;

const number = new Intl.NumberFormat('en');

/** "1 dead letter", "1,204 dead letters" */
export const lettersWord = (count: number): string =>
  `${number.format(count)} dead ${count === 1 ? 'letter' : 'letters'}`;

/** What a typed rate is, or null when it is none: a whole number from 1 to 50. */
export function rateIn(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d{1,3}$/.test(text)) return null;
  const rate = Number(text);
  return rate >= MIN_RATE && rate <= MAX_RATE ? rate : null;
}

/** How long a replay takes at that rate: "about 3 seconds". */
export function durationWords(letters: number, rate: number): string {
  const seconds = Math.ceil(letters / rate);
  return seconds <= 1 ? 'about a second' : `about ${ageInWords(seconds)}`;
}

export const isRunning = ({ finishedAt }: Pick<Replay, 'finishedAt'>): boolean => finishedAt === null;

/** A whole number from 0 to 100. All of it only when it is finished. */
export function percentDone({
  total,
  done,
  finishedAt,
}: Pick<Replay, 'total' | 'done' | 'finishedAt'>): number {
  if (finishedAt !== null) return 100;
  return total > 0 ? Math.min(99, Math.floor((done / total) * 100)) : 0;
}

/** "Replay of 42 dead letters", "Discarding of 1 dead letter" */
export const replayTitle = ({ action, total }: Pick<Replay, 'action' | 'total'>): string =>
  `${action === 'replay' ? 'Replay' : 'Discarding'} of ${lettersWord(total)}`;

/** Which letters it is about: "Unknown number, in acme", "chosen one by one", "all that waited". */
export function scopeWords(filter: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(filter['deadLetterIds'])) return 'chosen one by one';
  const { stage, reason, tenantSlug } = filter;
  const cause =
    typeof reason === 'string'
      ? [causeWords(stage === 'explode' || stage === 'route' ? stage : 'apply', reason).title]
      : [];
  const place = typeof tenantSlug === 'string' ? [`in ${tenantSlug}`] : [];
  return [...cause, ...place].join(', ') || 'all that waited';
}
