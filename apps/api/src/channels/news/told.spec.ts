import fc from 'fast-check';
import { CHANNEL_NEWS_KINDS, ChannelNewsKind } from '../provider/channel-news';
import { ChannelFacts } from '../provider/channel-provider';
import { inForce, isBanned, TimedNews, withTold } from './told';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let sources = 0;

const told = (kind: ChannelNewsKind, minutesAgo: number, more: Partial<TimedNews> = {}): TimedNews => ({
  kind,
  detail: null,
  reason: null,
  until: null,
  at: new Date(NOW - minutesAgo * MINUTE),
  wholeAccount: true,
  source: String(++sources),
  ...more,
});
const kinds = (...news: TimedNews[]) => inForce(news, NOW).map(({ kind }) => kind);

describe('what counts of a number now', () => {
  it('is the last that was told of it', () => {
    expect(kinds(told('banned', 9))).toEqual(['banned']);
    expect(kinds(told('banned', 9), told('reinstated', 8))).toEqual([]);
    expect(kinds(told('quality_low', 9), told('name_pending', 8), told('quality_recovered', 7))).toEqual([
      'name_pending',
    ]);
    expect(kinds(told('account_left', 9), told('account_back', 8))).toEqual([]);
    expect(kinds(told('review_failed', 9), told('review_passed', 8))).toEqual([]);
  });

  it('is what keeps it from sending before all else', () => {
    expect(kinds(told('alert', 4), told('quality_low', 3), told('banned', 2))).toEqual([
      'banned',
      'quality_low',
      'alert',
    ]);
  });

  it('is a restriction until its time is over, or until it is not named any more', () => {
    const until = (minutes: number) => ({ until: new Date(NOW + minutes * MINUTE) });
    expect(kinds(told('begin_restricted', 9, until(1)))).toEqual(['begin_restricted']);
    expect(kinds(told('begin_restricted', 9, until(0)))).toEqual([]);
    const together = { source: 'one webhook' };
    expect(kinds(told('begin_restricted', 9, together), told('answer_restricted', 9, together))).toEqual([
      'begin_restricted',
      'answer_restricted',
    ]);
    expect(kinds(told('begin_restricted', 9, until(5)), told('restricted', 8, until(5)))).toEqual([
      'restricted',
    ]);
  });

  it('is a violation or an alert for a week, each once', () => {
    const week = (7 * DAY) / MINUTE;
    const scam = { detail: 'SCAM' };
    expect(kinds(told('violation', week, scam))).toEqual([]);
    expect(kinds(told('violation', week - 1, scam), told('violation', 5, scam))).toEqual(['violation']);
    expect(kinds(told('alert', 9, { detail: 'one' }), told('alert', 5, { detail: 'other' }))).toHaveLength(2);
    expect(kinds(told('notice', 1))).toEqual([]);
  });

  it('does not depend on what was told before the last news of the same', () => {
    const news = fc
      .array(fc.record({ kind: fc.constantFrom(...CHANNEL_NEWS_KINDS), minutesAgo: fc.nat(20_000) }))
      .map((all) => all.sort((one, other) => other.minutesAgo - one.minutesAgo))
      .map((all) => all.map(({ kind, minutesAgo }) => told(kind, minutesAgo)));
    fc.assert(
      fc.property(news, (all) => {
        const now = inForce(all, NOW);
        for (const one of now) expect(all).toContain(one);
        expect(isBanned(all)).toBe(now.some(({ kind }) => kind === 'banned'));
        expect(inForce([...all, told('reinstated', 0)], NOW).map(({ kind }) => kind)).not.toContain('banned');
      }),
    );
  });
});

describe('what a provider answered, with what it has told since', () => {
  const facts: ChannelFacts = {
    state: 'CONNECTED',
    quality: 'GREEN',
    displayName: 'Chairs',
    messagingLimit: 'TIER_2K',
    throughput: 'STANDARD',
  };
  const askedAt = new Date(NOW - 10 * MINUTE);
  const now = (...news: TimedNews[]) => withTold(facts, news, askedAt);

  it('is what it answered where it has told nothing', () => {
    expect(now()).toEqual(facts);
    expect(withTold(null, [], askedAt)).toBeNull();
  });

  it('is what it told after it was asked', () => {
    expect(
      now(
        told('name_approved', 5, { detail: 'Tables' }),
        told('quality_low', 4),
        told('messaging_limit', 3, { detail: 'TIER_10K' }),
        told('throughput_raised', 2),
      ),
    ).toEqual({
      state: 'CONNECTED',
      quality: 'RED',
      displayName: 'Tables',
      messagingLimit: 'TIER_10K',
      throughput: 'HIGH',
    });
    expect(now(told('quality_low', 5), told('quality_recovered', 4))?.quality).toBe('GREEN');
    expect(
      withTold({ ...facts, quality: 'RED' }, [told('quality_recovered', 4)], askedAt)?.quality,
    ).toBeNull();
    expect(now(told('name_declined', 5, { detail: 'Tables' }))?.displayName).toBe('Chairs');
  });

  it('is what it answered where that is newer than what it told, by more than answers lag behind', () => {
    expect(now(told('messaging_limit', 12, { detail: 'TIER_10K' }))).toEqual(facts);
    expect(now(told('messaging_limit', 11, { detail: 'TIER_10K' }))?.messagingLimit).toBe('TIER_10K');
  });

  it('is banned until that is taken back, whatever it answers', () => {
    expect(now(told('banned', 900))?.state).toBe('BANNED');
    expect(now(told('banned', 900), told('reinstated', 800))?.state).toBe('CONNECTED');
  });

  it('is what was told where nobody could be asked', () => {
    expect(withTold(null, [told('messaging_limit', 900, { detail: 'TIER_250' })], askedAt)).toEqual({
      state: null,
      quality: null,
      displayName: null,
      messagingLimit: 'TIER_250',
      throughput: null,
    });
  });
});
