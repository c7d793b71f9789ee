import type { Message } from '@parley/api-client';

const WINDOW_MS = 24 * 3_600_000;

/**
 * Until when anything may be written to somebody, in milliseconds since 1970: a day after they last wrote, also when that
 * is over. Null where they never did; undefined where none of the messages at hand tells.
 */
export function windowEndOf(
  newestFirst: readonly Pick<Message, 'direction' | 'origin' | 'occurredAt'>[],
  areThereOlder: boolean,
): number | null | undefined {
  const last = newestFirst.find(({ direction, origin }) => direction === 'inbound' && origin === 'live');
  if (last) return Date.parse(last.occurredAt) + WINDOW_MS;
  return areThereOlder ? undefined : null;
}
