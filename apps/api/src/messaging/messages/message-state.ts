/**
 * What is known of an outbound message. The order is the lattice (design.md, section 4, step 7): a state only ever
 * moves to a later one, so the order in which news arrives does not matter. The database's enum has the same order.
 */
export const MESSAGE_STATES = [
  'received',
  'queued',
  'sending',
  'unknown',
  'sent',
  'failed',
  'delivered',
  'read',
  'played',
] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

/** The provider's status words that move a message; every other word is kept, and moves nothing. */
export const MOVING_STATUSES = ['sent', 'failed', 'delivered', 'read', 'played'] as const;

export type MovingStatus = (typeof MOVING_STATUSES)[number];

export function isMoving(status: string): status is MovingStatus {
  return (MOVING_STATUSES as readonly string[]).includes(status);
}

/** The later of the two: commutative, associative, idempotent. */
export function laterState(one: MessageState, other: MessageState): MessageState {
  return MESSAGE_STATES.indexOf(one) >= MESSAGE_STATES.indexOf(other) ? one : other;
}
