import type { Channel } from '@parley/api-client';
import { heldAmong } from './held-numbers';

const channel = (name: string, since: string | null) =>
  ({ name, held: since === null ? null : { since } }) as Channel;

describe('the numbers that cannot send', () => {
  it('are those that are held, the one that has waited longest first', () => {
    const channels = [
      channel('later', '2026-11-21T10:00:00Z'),
      channel('well', null),
      channel('first', '2026-11-20T10:00:00Z'),
    ];
    expect(heldAmong(channels).map(({ name }) => name)).toEqual(['first', 'later']);
  });

  it('are none while nothing is known', () => {
    expect(heldAmong(undefined)).toEqual([]);
  });
});
