import { backoffMs } from '../../../kernel/backoff';
import { SendAnswer } from '../../communication-adapter';
import { WideScope } from './hold-reach';

/** The numbers of reliability.md D3. */
const TRANSPORT_TRIES = 3;
const LATER_TRIES = 2;
const PROBE_EVERY_MS = 5 * 60_000;
/** Meta pauses a template for hours; each time all its messages are claimed and put off again. */
const PROBE_TEMPLATE_EVERY_MS = 15 * 60_000;
const LONGEST_MAINTENANCE_MS = 2 * 60_000;
/** Where the provider does not say when: a number recovers in a second, an hourly bucket not so soon. */
const THROTTLED_MS = { channel: 1_000, pair: 1_000, account: 60_000, app: 60_000 };
/** Of an account or an app, however long the provider asks for; then one message of each number finds out. */
const LONGEST_WIDE_HOLD_MS = 15 * 60_000;
/** Nobody waits longer for an answer, and WhatsApp closes the conversation after as long. */
export const LONGEST_WAIT_MS = 24 * 3_600_000;

/** `account` and `app` hold every number that they reach (hold-reach). */
export type HeldScope = 'message' | 'channel' | 'template' | WideScope;

export type NextStep =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed' }
  /** Queued again. `counted`: this try was one of those that a message has. */
  | { readonly kind: 'again'; readonly afterMs: number; readonly counted: boolean }
  /** All of that scope waits, no try is counted, and one message tries again after that time. */
  | { readonly kind: 'held'; readonly scope: HeldScope; readonly probeAfterMs: number }
  | { readonly kind: 'unknown' };

/** All of the channel waits, and the message for nothing of its own. */
export function holdsChannel(step: NextStep): boolean {
  return step.kind === 'held' && (step.scope === 'channel' || wideScopeOf(step) !== null);
}

/** Null where it holds one number at most. */
export function wideScopeOf(step: NextStep): WideScope | null {
  if (step.kind !== 'held') return null;
  return step.scope === 'account' || step.scope === 'app' ? step.scope : null;
}

export interface Try {
  /** Counted tries of this message, this one included. */
  readonly attempts: number;
  /** By the same clock as `nowMs`. */
  readonly createdAtMs: number;
  readonly nowMs: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * What follows a try. Only what certainly was not sent is tried again. A message that waits longer than 24 h fails, but
 * for one that the provider itself put off, which is tried twice in all. What could not be handed over three times waits
 * by itself, not its channel: whether the way is closed for all is for the breaker to say.
 */
export function nextStepOf(answer: SendAnswer, made: Try): NextStep {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'sent' };
    case 'refused':
    case 'opted_out':
      return { kind: 'failed' };
    case 'unknown':
      return { kind: 'unknown' };
    case 'later':
      if (made.attempts >= LATER_TRIES) return { kind: 'failed' };
      return { kind: 'again', afterMs: Math.max(0, answer.afterMs), counted: true };
    case 'throttled':
      return inTime(made, afterThrottle(answer));
    case 'unavailable':
      return inTime(made, {
        kind: 'held',
        scope: answer.scope,
        probeAfterMs: between(answer.pauseMs, LONGEST_MAINTENANCE_MS),
      });
    case 'blocked':
      return inTime(made, afterBlock(answer));
    case 'not_sent':
      return inTime(made, afterTransport(made));
  }
}

type Throttled = Extract<SendAnswer, { kind: 'throttled' }>;

function afterThrottle(answer: Throttled): NextStep {
  const afterMs = pauseOf(answer);
  if (answer.scope === 'channel' || answer.scope === 'pair')
    return { kind: 'again', afterMs, counted: false };
  return { kind: 'held', scope: answer.scope, probeAfterMs: Math.min(afterMs, LONGEST_WIDE_HOLD_MS) };
}

/** The token, the permission or the payment of one number says nothing certain of the account's others: they find out. */
function afterBlock({ scope }: Extract<SendAnswer, { kind: 'blocked' }>): NextStep {
  if (scope === 'template') return { kind: 'held', scope, probeAfterMs: PROBE_TEMPLATE_EVERY_MS };
  return { kind: 'held', scope: 'channel', probeAfterMs: PROBE_EVERY_MS };
}

function afterTransport({ attempts, random }: Try): NextStep {
  if (attempts >= TRANSPORT_TRIES) return { kind: 'held', scope: 'message', probeAfterMs: PROBE_EVERY_MS };
  return { kind: 'again', afterMs: backoffMs(Math.max(1, attempts), random), counted: true };
}

function pauseOf({ scope, retryAfterMs }: Throttled): number {
  return between(retryAfterMs ?? THROTTLED_MS[scope], LONGEST_WAIT_MS);
}

const between = (ms: number, longestMs: number): number => Math.min(longestMs, Math.max(0, ms));

function inTime({ createdAtMs, nowMs }: Try, step: NextStep): NextStep {
  return nowMs - createdAtMs >= LONGEST_WAIT_MS ? { kind: 'failed' } : step;
}

/** How long a status may still tell what became of a message, counted only while we could have received it. */
export const RECONCILE_MS = 60_000;
const MOST_RESENDS = 1;

export interface UnknownOutcome {
  readonly purpose: 'reply' | 'broadcast';
  readonly unknownSinceMs: number;
  readonly nowMs: number;
  /** Since when webhooks have been coming in without a break; null while they do not. */
  readonly intakeHealthySinceMs: number | null;
  /** How often it was sent again for this reason. */
  readonly resends: number;
  /** What the tenant chose. A broadcast is never sent twice, whatever that is. */
  readonly policy: 'at_most_once' | 'at_least_once';
}

/**
 * What to do with a message of which nobody knows whether it went out (reliability.md O2): wait for a status, leave it
 * so for good, or send it once more and perhaps twice. Times are milliseconds of one clock.
 */
export function afterUnknown(outcome: UnknownOutcome): 'wait' | 'final' | 'resend' {
  const { purpose, unknownSinceMs, nowMs, intakeHealthySinceMs, resends, policy } = outcome;
  if (intakeHealthySinceMs === null) return 'wait';
  if (nowMs - Math.max(unknownSinceMs, intakeHealthySinceMs) < RECONCILE_MS) return 'wait';
  if (purpose === 'broadcast' || policy === 'at_most_once' || resends >= MOST_RESENDS) return 'final';
  return 'resend';
}
