import { asyncFailureOf, type AsyncFailure } from '../graph/error-table';

/** How the answer to a send goes wrong. */
export const ANSWER_FAULTS = {
  /** Accepted, then the connection is closed without an answer. */
  accept_then_drop: 'accepted',
  /** Accepted, then the connection is reset without an answer. */
  accept_then_reset: 'accepted',
  /** Accepted, and never answered. */
  accept_then_silence: 'accepted',
  /** The connection is reset before a byte of the body was read. */
  reset_before_reading: 'refused',
  /** An HTML page with `status`. */
  html: 'by status',
  /** No body at all, with `status`. */
  empty: 'by status',
  /** The first half of Meta's success. */
  truncated_json: 'accepted',
  /** A megabyte that becomes a gigabyte. */
  gzip_bomb: 'accepted',
  /** A body that begins well and never ends. */
  endless_body: 'accepted',
  /** Code 190, subcode 463. */
  token_expired: 'refused',
  /** Graph's error `code`. */
  error: 'refused',
} as const;
export type AnswerFault = keyof typeof ANSWER_FAULTS;

/** How the statuses of an accepted message come. */
export const STATUS_FAULTS = {
  /** None ever comes. */
  none: 'none',
  /** Delivered, never read. */
  unread: 'unread',
  /** Each comes in two webhooks. */
  duplicate: 'duplicate',
  /** The last comes first. */
  reordered: 'reordered',
  /** Those of all such messages wait for each other, a fifth of a second long. */
  batched: 'batched',
  /** All have been handed over when the answer to the send goes out. */
  before_response: 'before_response',
} as const;
export type StatusFault = keyof typeof STATUS_FAULTS;

/** What happens to one send. Everything that is left out goes well. */
export interface Effect {
  /** Before the answer; what is decided is decided, and recorded, before it. */
  latencyMs?: number;
  answer?: AnswerFault;
  /** Of `html` and `empty`; 200 unless said. */
  status?: number;
  /** Of `error`. */
  code?: number;
  /** Whether `html` and `empty` stand for an accepted message; as the status says unless said. */
  accepts?: boolean;
  statuses?: StatusFault;
  /** Added to every status. */
  statusDelayMs?: number;
  /** The message is accepted, and fails with this code. */
  asyncFailure?: number;
  /** So often each status comes again although it was answered with 200. */
  webhookRetries?: number;
}

/** Whether the message is on its way although its answer goes wrong. */
export function isAccepted({ answer, accepts, status = 200 }: Effect): boolean {
  const verdict = answer === undefined ? 'accepted' : ANSWER_FAULTS[answer];
  return verdict === 'by status' ? (accepts ?? status < 300) : verdict === 'accepted';
}

/** Both at once; where they say something about the same, the first wins. An answer comes with all that is said of it. */
export function merged(first: Effect, second: Effect): Effect {
  if (first.answer === undefined) return { ...second, ...first };
  const { answer: _answer, status: _status, code: _code, accepts: _accepts, ...rest } = second;
  return { ...rest, ...first };
}

/** What is unusual about the statuses of a message; kept with it, so that a restart goes on with it. */
export interface StatusOrders {
  statuses?: StatusFault;
  delayMs?: number;
  failure?: AsyncFailure;
  webhookRetries?: number;
}

/** What an effect means for the statuses; undefined when nothing. A limit may say that the message fails. */
export function statusOrdersOf(
  { statuses, statusDelayMs, asyncFailure, webhookRetries }: Effect,
  failureOfLimit?: number,
): StatusOrders | undefined {
  const code = asyncFailure ?? failureOfLimit;
  const orders: StatusOrders = {
    ...(statuses && { statuses }),
    ...(statusDelayMs && { delayMs: statusDelayMs }),
    ...(code !== undefined && { failure: asyncFailureOf(code) }),
    ...(webhookRetries && { webhookRetries }),
  };
  return Object.keys(orders).length === 0 ? undefined : orders;
}
