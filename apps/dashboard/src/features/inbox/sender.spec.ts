import type { Message } from '@parley/api-client';
import { colleagueOf, haveOneSender } from './sender';

const sent = (sentBy: Message['sentBy'], direction: Message['direction'] = 'outbound') => ({
  direction,
  sentBy,
});
const ben = { kind: 'member', id: 'm-ben', name: 'Ben' } as const;
const sara = { kind: 'member', id: 'm-sara', name: 'Sara' } as const;
const shop = { kind: 'api_key', id: 'k-shop', name: 'Shop' } as const;

describe('who of ours wrote a message', () => {
  it('is said of a colleague and of a program, and not of oneself or of nobody', () => {
    expect([ben, sara, shop, null].map((one) => colleagueOf(sent(one), 'm-sara'))).toEqual([
      'Ben',
      null,
      'Shop · API key',
      null,
    ]);
  });

  it('is said of a member whose membership is gone, whoever looks', () => {
    for (const me of [null, 'm-sara']) expect(colleagueOf(sent({ ...ben, id: null }), me)).toBe('Ben');
  });

  it('tells one writer from another, and ours from theirs', () => {
    expect(haveOneSender(sent(ben), sent({ ...ben, name: 'Benjamin' }))).toBe(true);
    expect(haveOneSender(sent(ben), sent(sara))).toBe(false);
    expect(haveOneSender(sent(ben), sent(null))).toBe(false);
    expect(haveOneSender(sent(null), sent(null, 'inbound'))).toBe(false);
  });
});
