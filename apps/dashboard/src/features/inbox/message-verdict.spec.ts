import type { Message } from '@parley/api-client';
import { verdictOn } from './message-verdict';

const failure = { code: '1' } as Message['failure'];
const ours = (state: Message['state'], why: Message['failure'] = null) =>
  verdictOn({ direction: 'outbound', state, failure: why });

describe('the verdict on a message', () => {
  it('is said of what failed, of what nobody knows, and of what waits for a reason', () => {
    expect(ours('failed', failure)).toBe('Not delivered.');
    expect(ours('unknown', failure)).toBe('Perhaps not delivered.');
    expect(ours('queued', failure)).toBe('Waiting.');
  });

  it('is also said where no reason is known', () => {
    expect([ours('failed'), ours('unknown')]).not.toContain(null);
  });

  it('is not said of what goes well, nor of what others wrote', () => {
    const well = ['queued', 'sending', 'sent', 'delivered', 'read', 'played'] as const;
    expect(well.map((state) => ours(state))).toEqual(well.map(() => null));
    expect(verdictOn({ direction: 'inbound', state: 'failed', failure })).toBeNull();
  });
});
