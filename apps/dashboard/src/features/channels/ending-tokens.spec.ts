import type { Channel } from '@parley/api-client';
import { endingAmong } from './ending-tokens';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const channel = (name: string, endsInDays: number | null) =>
  ({
    name,
    accessToken: {
      expiresAt: endsInDays === null ? null : new Date(NOW + endsInDays * 86_400_000).toISOString(),
    },
  }) as Channel;

describe('the numbers whose token ends', () => {
  it('are those where it does within two weeks, the first first', () => {
    const channels = [
      channel('next week', 7),
      channel('never', null),
      channel('over', -1),
      channel('next month', 30),
      { name: 'long ago', accessToken: null } as Channel,
    ];
    const ending = endingAmong(channels, NOW);
    expect(ending.map(({ channel: { name } }) => name)).toEqual(['over', 'next week']);
    expect(ending.map(({ expiry }) => expiry.tone)).toEqual(['danger', 'warning']);
  });

  it('are none while nothing is known', () => {
    expect(endingAmong(undefined, NOW)).toEqual([]);
  });
});
