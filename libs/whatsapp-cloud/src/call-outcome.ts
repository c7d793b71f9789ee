import { type Attempt, readAnswer, type Secrets } from './graph-answer';
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
  return readCall(exchange, { secrets: secret, nowMs, wanted: 'success', read: isSuccess });
}

/**
 * What `read` makes of the answer, or why there is nothing to read; an answer of which it makes null has not said
 * what is `wanted`.
 */
export function readCall<Done>(
  exchange: Exchange,
  {
    secrets,
    nowMs,
    wanted,
    read,
  }: { secrets: Secrets; nowMs: number; wanted: string; read: (content: unknown) => Done | null },
): ({ readonly attempt: Attempt } & Done) | CallFailure {
  const answer = readAnswer(exchange, secrets, nowMs);
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
  saysSuccess(content) ? { kind: 'done' } : null;

/** `{"success": true}`, or `"true"`, as Graph's older calls write it. */
export function saysSuccess(content: unknown): boolean {
  const success = fieldOf(content, 'success');
  return success === true || success === 'true';
}
