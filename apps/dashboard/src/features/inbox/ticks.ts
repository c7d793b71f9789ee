import type { Message, MessageState } from '@parley/api-client';

export type Tick = 'clock' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown';

const tickOfState: Record<MessageState, Tick | null> = {
  received: null,
  queued: 'clock',
  sending: 'clock',
  unknown: 'unknown',
  sent: 'sent',
  failed: 'failed',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
};

const wordsOfState: Record<MessageState, string> = {
  received: 'Received',
  queued: 'Waiting to be sent',
  sending: 'Being sent',
  unknown: 'We do not know whether it was delivered',
  sent: 'Sent',
  failed: 'Not delivered',
  delivered: 'Delivered',
  read: 'Read',
  played: 'Played',
};

/** The sign beside an outbound message; none for an inbound one, nor for a state this version does not know. */
export function tickOf({ direction, state }: Pick<Message, 'direction' | 'state'>): Tick | null {
  return direction === 'outbound' ? (tickOfState[state] ?? null) : null;
}

/** What the sign means, in words. */
export const stateInWords = (state: MessageState): string => wordsOfState[state] ?? state;

export type Moment = { label: string; at: string };
type Moments = Pick<Message, 'occurredAt' | 'sentAt' | 'deliveredAt' | 'readAt' | 'failedAt' | 'state'>;

/** What happened to an outbound message, in order, with ISO times; only what is known. */
export function momentsOf(message: Moments): Moment[] {
  const moments: [string, string | null][] = [
    ['Written', message.occurredAt],
    ['Sent', message.sentAt],
    ['Delivered', message.deliveredAt],
    [message.state === 'played' ? 'Played' : 'Read', message.readAt],
    ['Failed', message.failedAt],
  ];
  return moments.flatMap(([label, at]) => (at ? [{ label, at }] : []));
}
