import type { Message } from '@parley/api-client';

/** What a failure means for a message, in the fewest words; null where nothing has to be said. */
export function verdictOn({
  state,
  failure,
  direction,
}: Pick<Message, 'state' | 'failure' | 'direction'>): string | null {
  if (direction === 'inbound') return null;
  if (state === 'failed') return 'Not delivered.';
  if (state === 'unknown') return 'Perhaps not delivered.';
  return state === 'queued' && failure ? 'Waiting.' : null;
}
