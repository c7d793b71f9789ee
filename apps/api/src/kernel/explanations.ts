/** What a failure means, for people who do not know the provider. */
export interface Explanation {
  /** What happened, in one sentence or two. */
  readonly sentence: string;
  /** Who can do something about it. */
  readonly fault: 'business' | 'recipient' | 'provider' | 'parley';
  /** What to do next. */
  readonly next: string;
  /** Where the provider describes it. */
  readonly docsUrl: string | null;
}

export const FAULTS = [
  'business',
  'recipient',
  'provider',
  'parley',
] as const satisfies readonly Explanation['fault'][];

/** Explains the code of a failure, when it is read and not when it happened: better words reach what failed long ago. */
export abstract class Explanations {
  /** Of every code, also of one that nobody knows. */
  abstract of(provider: string, code: string): Explanation;
}
