import type { Message } from '@parley/api-client';
import { dayOf } from '../../time/calendar';
import { haveOneSender } from './sender';

const GROUP_GAP_MS = 5 * 60_000;

/** Messages of one writer, written in one go: drawn as one block. */
export type MessageGroup = { direction: Message['direction']; messages: Message[] };
export type TimelineDay = { day: string; at: number; groups: MessageGroup[] };

/**
 * Puts messages (newest first, as the API gives them) into reading order: days, in them groups of one writer
 * with at most five minutes between two messages. Every message appears once.
 */
export function timelineOf(newestFirst: readonly Message[], zone?: string): TimelineDay[] {
  const days: TimelineDay[] = [];
  let previous: Message | undefined;
  for (const message of newestFirst.toReversed()) {
    const at = Date.parse(message.occurredAt);
    const day = dayOf(at, zone);
    let today = days.at(-1);
    if (today?.day !== day) {
      today = { day, at, groups: [] };
      days.push(today);
    }
    const group = today.groups.at(-1);
    if (group && previous && continues(previous, message)) group.messages.push(message);
    else today.groups.push({ direction: message.direction, messages: [message] });
    previous = message;
  }
  return days;
}

/** Joins pages into one list without doubles: a message that arrives between two requests shifts the pages. */
export function messagesOf(pages: readonly { data: Message[] }[]): Message[] {
  const seen = new Set<string>();
  return pages.flatMap((page) => page.data.filter(({ id }) => !seen.has(id) && seen.add(id)));
}

/** How many messages came after the one with this id; 0 when it is not among them. */
export function countAfter(newestFirst: readonly Message[], id: string | null): number {
  return Math.max(
    0,
    newestFirst.findIndex((message) => message.id === id),
  );
}

function continues(previous: Message, message: Message): boolean {
  const gap = Date.parse(message.occurredAt) - Date.parse(previous.occurredAt);
  return haveOneSender(previous, message) && gap < GROUP_GAP_MS;
}
