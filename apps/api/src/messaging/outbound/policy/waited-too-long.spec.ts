import { decide, Decision, GateRequest, GateState } from './policy-gate';
import { ALLOWED, held, HOUR, MARKETING, NOW, refused, TEMPLATE, WELL } from './policy-gate.fixture';

describe('the policy gate after a message has waited', () => {
  it.each<[string, GateRequest, Partial<GateState>, Decision]>([
    [
      'what a ban has kept for a day',
      { ...TEMPLATE, waitedMs: 24 * HOUR },
      { channel: 'banned' },
      refused('waited_too_long'),
    ],
    [
      'what a ban has kept for less than a day',
      { ...TEMPLATE, waitedMs: 24 * HOUR - 1 },
      { channel: 'banned' },
      held('channel_banned'),
    ],
    [
      'what waited for a day for a number that was held for as long',
      { ...TEMPLATE, waitedMs: 24 * HOUR },
      { channelHeldMs: 24 * HOUR },
      refused('waited_too_long'),
    ],
    [
      'what waited for a day for a number that was held for an hour',
      { ...TEMPLATE, waitedMs: 24 * HOUR },
      { channelHeldMs: HOUR },
      ALLOWED,
    ],
    [
      'what has only just come to a number that is held for long',
      TEMPLATE,
      { channelHeldMs: 240 * HOUR },
      ALLOWED,
    ],
    [
      'what waits for days for what ends by time',
      { ...MARKETING, waitedMs: 72 * HOUR },
      { quietUntilMs: NOW + HOUR },
      held('quiet_hours', NOW + HOUR),
    ],
    ['what waited for days for nothing', { ...MARKETING, waitedMs: 72 * HOUR }, {}, ALLOWED],
  ])('decides on %s', (_what, one, part, decision) => {
    expect(decide(one, { ...WELL, ...part })).toEqual(decision);
  });
});
