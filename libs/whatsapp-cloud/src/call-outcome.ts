import { type Attempt, readAnswer } from './graph-answer';
import type { GraphError } from './graph-error';
import type { Exchange } from './graph-exchange';
import { fieldOf } from './json-reading';

/** What became of a call that may be made twice without harm, such as a read mark. */
export type CallOutcome = { readonly attempt: Attempt } & (
  | { kind: 'done' }
  | { kind: 'rejected'; error: GraphError; retryAfterMs: number | null }
  /** It may have been done or not: make the call again. */
  | {
      kind: 'failed';
      reason: string;
      httpStatus: number | null;
      /** At most 200 characters of what was answered, without markup and without the token. */
      snippet: string | null;
      retryAfterMs: number | null;
    }
);

export type CallFailure = Exclude<CallOutcome, { kind: 'done' }>;

/** Reads how a call ended that answers `{"success": true}`. Never throws, whatever came. */
export function callOutcomeOf(exchange: Exchange, secret: string, nowMs: number): CallOutcome {
  return readCall(exchange, { secret, nowMs, wanted: 'success', read: isSuccess });
}

/**
 * What `read` makes of the answer, or why there is nothing to read; an answer of which it makes null has not said
 * what is `wanted`.
 */
export function readCall<Done>(
  exchange: Exchange,
  {
    secret,
    nowMs,
    wanted,
    read,
  }: { secret: string; nowMs: number; wanted: string; read: (content: unknown) => Done | null },
): ({ readonly attempt: Attempt } & Done) | CallFailure {
  const answer = readAnswer(exchange, secret, nowMs);
  const { attempt } = answer;
  switch (answer.kind) {
    case 'rejected':
      return answer;
    case 'unknown':
      return { ...answer, kind: 'failed' };
    case 'not_sent':
      return { ...NOTHING_SEEN, reason: answer.reason, attempt };
    case 'answered': {
      const done = read(answer.content);
      if (done !== null) return { ...done, attempt };
      const { httpStatus } = attempt;
      const reason = `answered success without ${wanted}`;
      return { kind: 'failed', reason, httpStatus, snippet: answer.snippet, retryAfterMs: null, attempt };
    }
  }
}

const NOTHING_SEEN = { kind: 'failed', httpStatus: null, snippet: null, retryAfterMs: null } as const;

const isSuccess = (content: unknown): { kind: 'done' } | null =>
  fieldOf(content, 'success') === true ? { kind: 'done' } : null;
