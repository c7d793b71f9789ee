import { Failure } from '../communication-adapter';
import { isMoving, laterState, MessageState } from './message-state';

/** One status as it was recorded. */
export interface StatusNews {
  /** The provider's word. */
  readonly status: string;
  /** Milliseconds since 1970, by the provider's clock. */
  readonly at: number;
  readonly failure: Failure | null;
}

/** What statuses tell of a message together. Times are the earliest that were told, in milliseconds since 1970. */
export interface StatusFold {
  /** `queued`: they tell nothing. */
  readonly state: MessageState;
  readonly sentAt: number | null;
  readonly deliveredAt: number | null;
  readonly readAt: number | null;
  readonly playedAt: number | null;
  readonly failedAt: number | null;
  /** The first that was told, of those that were told at once the one that sorts first. */
  readonly failure: Failure | null;
}

export const NOTHING_TOLD: StatusFold = {
  state: 'queued',
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  playedAt: null,
  failedAt: null,
  failure: null,
};

/** What a single status tells; nothing lower is inferred, since the provider may yet tell it with its time. */
export function toldBy({ status, at, failure }: StatusNews): StatusFold {
  if (!isMoving(status)) return NOTHING_TOLD;
  return {
    ...NOTHING_TOLD,
    state: status,
    [`${status}At`]: at,
    failure: status === 'failed' ? failure : null,
  };
}

/** Both together: commutative, associative, idempotent, so that neither the order of news nor their number matters. */
export function together(one: StatusFold, other: StatusFold): StatusFold {
  const first = isEarlierFailure(one, other) ? one : other;
  return {
    state: laterState(one.state, other.state),
    sentAt: earlier(one.sentAt, other.sentAt),
    deliveredAt: earlier(one.deliveredAt, other.deliveredAt),
    readAt: earlier(one.readAt, other.readAt),
    playedAt: earlier(one.playedAt, other.playedAt),
    failedAt: earlier(one.failedAt, other.failedAt),
    failure: first.failure,
  };
}

export const foldOf = (news: readonly StatusNews[]): StatusFold =>
  news.map(toldBy).reduce(together, NOTHING_TOLD);

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** A failure without a reason is later than any of that moment that has one. */
function isEarlierFailure(one: StatusFold, other: StatusFold): boolean {
  if (one.failedAt !== other.failedAt) return (one.failedAt ?? Infinity) < (other.failedAt ?? Infinity);
  if (one.failure === null || other.failure === null) return one.failure !== null;
  const { code, reason } = one.failure;
  return code === other.failure.code ? reason <= other.failure.reason : code < other.failure.code;
}
