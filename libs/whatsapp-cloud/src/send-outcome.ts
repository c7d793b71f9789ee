import { type Attempt, type GraphAnswer, readAnswer } from './graph-answer';
import type { GraphError } from './graph-error';
import type { Exchange } from './graph-exchange';
import { fieldOf, firstOf, textAt } from './json-reading';

export type { Attempt } from './graph-answer';
export type { GraphError } from './graph-error';

/** What became of one send. `unknown` is neither success nor failure: only a later status can tell. */
export type SendOutcome = { readonly attempt: Attempt } &
  /** Graph took the message. It is not delivered yet. */
  (
    | {
        kind: 'accepted';
        messageId: string;
        /** The number as WhatsApp knows it, which may differ from the one that was given; not for a user id. */
        waId: string | null;
        /** Meta's id of the person, where Meta says it. */
        userId: string | null;
        /** `accepted`, `held_for_quality_assessment`, `paused`... for templates, where Meta says it. */
        messageStatus: string | null;
      }
    /**
     * Meta did not take it (see `error.retry` for the codes where even that is in doubt). `retryAfterMs` is what the
     * answer itself asks for.
     */
    | { kind: 'rejected'; error: GraphError; retryAfterMs: number | null }
    /** Provably no byte of the request went out: safe to try again. */
    | { kind: 'not_sent'; reason: string }
    /** It may have been sent. */
    | {
        kind: 'unknown';
        reason: string;
        httpStatus: number | null;
        /** At most 200 characters of what was answered, without markup and without the token. */
        snippet: string | null;
        retryAfterMs: number | null;
      }
  );

/** Reads how a send ended. Never throws, whatever came; `secret` is removed from every text it returns. */
export function sendOutcomeOf(exchange: Exchange, secret: string, nowMs: number): SendOutcome {
  const answer = readAnswer(exchange, secret, nowMs);
  return answer.kind === 'answered' ? outcomeOfContent(answer) : answer;
}

function outcomeOfContent({
  content,
  snippet,
  attempt,
}: Extract<GraphAnswer, { kind: 'answered' }>): SendOutcome {
  const message = firstOf(fieldOf(content, 'messages'));
  const contact = firstOf(fieldOf(content, 'contacts'));
  const messageId = textAt(message, 'id');
  if (!messageId) {
    const reason = 'answered success without a message id';
    return {
      kind: 'unknown',
      reason,
      httpStatus: attempt.httpStatus,
      snippet,
      retryAfterMs: null,
      attempt,
    };
  }
  return {
    kind: 'accepted',
    messageId,
    waId: textAt(contact, 'wa_id'),
    userId: textAt(contact, 'user_id'),
    messageStatus: textAt(message, 'message_status'),
    attempt,
  };
}
