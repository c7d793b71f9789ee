import type { Message } from '@parley/api-client';

type Sent = Pick<Message, 'direction' | 'sentBy'>;

/** Who of ours had it sent, in a few words; null where that is whoever looks, or nobody did. */
export function colleagueOf({ sentBy }: Sent, myMemberId: string | null): string | null {
  if (!sentBy) return null;
  if (sentBy.kind === 'member') return sentBy.id !== null && sentBy.id === myMemberId ? null : sentBy.name;
  return `${sentBy.name} · API key`;
}

/** Whether two messages are of one writer, as far as we know. */
export function haveOneSender(one: Sent, other: Sent): boolean {
  return one.direction === other.direction && keyOf(one) === keyOf(other);
}

const keyOf = ({ sentBy }: Sent): string => (sentBy ? `${sentBy.kind} ${sentBy.id ?? sentBy.name}` : '');
