import type { SentStored } from './sent-rows.ts';
import type { ToldSends } from './told-sends.ts';

/** A message that was posted to the API, again and again with the same key until it was answered. */
export interface Post {
  /** No other message says so. */
  text: string;
  /** The id that it was answered with; null when it never was. */
  id: string | null;
  tries: number;
  /** The status of an answer that no repetition would change. */
  refusedWith: number | null;
}

/** From when to when something was held back on its way to Graph, and came all at once after it: milliseconds since 1970. */
export interface Jam {
  fromMs: number;
  toMs: number;
}

export interface SendingEvidence {
  told: Pick<ToldSends, 'accepted' | 'statuses' | 'arrivals'>;
  stored: SentStored;
  posts: readonly Post[];
  /** Ids of messages of broadcasts that were committed. */
  queued: readonly string[];
  /** What each number may send in a second. */
  limits: ReadonlyMap<string, number>;
  jams: readonly Jam[];
}
