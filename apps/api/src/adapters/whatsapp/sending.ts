import { explain, SendOutcome as GraphOutcome } from '@parley/whatsapp-cloud';
import { Failure, OutboundContent, SendAnswer, SendResult } from '../../messaging';
import { keyOf } from './templates/template-words';

const A_DAY_MS = 24 * 3_600_000;

type Rejected = Extract<GraphOutcome, { kind: 'rejected' }>;

/** Meta's answer to a send, in words of no provider. */
export function resultOf(outcome: GraphOutcome): SendResult {
  const { httpStatus, code, traceId, bytesWritten } = outcome.attempt;
  return {
    answer: answerOf(outcome),
    attempt: { httpStatus, code: code === null ? null : String(code), traceId, bytesWritten },
  };
}

function answerOf(outcome: GraphOutcome): SendAnswer {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', providerMessageId: outcome.messageId };
    case 'not_sent':
      return { kind: 'not_sent', failure: { code: 'unreachable', reason: outcome.reason } };
    case 'unknown':
      return { kind: 'unknown', failure: { code: 'no_answer', reason: outcome.reason } };
    case 'rejected':
      return refusalOf(outcome);
  }
}

function refusalOf({ error, retryAfterMs }: Rejected): SendAnswer {
  const row = explain(error.code, error.httpStatus);
  const failure: Failure = { code: String(error.code), reason: error.details ?? error.message };
  switch (row.retry) {
    case 'retry':
      return throttleOf(row, failure, retryAfterMs);
    case 'ambiguous':
      return { kind: 'unknown', failure };
    case 'blocked':
      return { kind: 'blocked', failure, scope: blockedScopeOf(row.scope) };
    case 'later':
      // It says nothing of the person, and all messages of the template would hear the same.
      if (row.scope === 'template') return { kind: 'blocked', failure, scope: 'template' };
      return { kind: 'later', failure, afterMs: retryAfterMs ?? row.pauseMs ?? A_DAY_MS };
    case 'opt_out':
      return { kind: 'opted_out', failure };
    case 'permanent':
      return { kind: 'refused', failure };
  }
}

/** Meta pauses a template in one language. */
export function templateOf({ type, body }: OutboundContent): string | null {
  if (type !== 'template' || typeof body !== 'object' || body === null) return null;
  const { name, language } = body as { name?: unknown; language?: { code?: unknown } | null };
  if (typeof name !== 'string' || typeof language?.code !== 'string') return null;
  return keyOf({ name, language: language.code });
}

type Row = ReturnType<typeof explain>;

/** What Meta asks a number to wait for longer than this is maintenance, and not its pace. */
const LONGEST_PACE_MS = 10_000;

function throttleOf({ scope, pauseMs = 0 }: Row, failure: Failure, retryAfterMs: number | null): SendAnswer {
  if (scope === 'pair' || scope === 'account' || scope === 'app')
    return { kind: 'throttled', failure, scope, retryAfterMs };
  if (pauseMs <= LONGEST_PACE_MS) return { kind: 'throttled', failure, scope: 'channel', retryAfterMs };
  return { kind: 'unavailable', failure, scope: 'channel', pauseMs: retryAfterMs ?? pauseMs };
}

function blockedScopeOf(scope: Row['scope']): 'channel' | 'account' | 'template' {
  if (scope === 'template') return 'template';
  return scope === 'account' || scope === 'app' ? 'account' : 'channel';
}
