import fc from 'fast-check';
import { GATE_REASONS } from './gate-reasons';
import { decide, Decision, GateRequest, GateState, windowIsOpen } from './policy-gate';
import {
  ALLOWED,
  held,
  HOUR,
  MARKETING,
  NOW,
  refused,
  REPLY,
  SILENT,
  TEMPLATE,
  WELL,
} from './policy-gate.fixture';

const instant = fc.integer({ min: -100 * HOUR, max: 100 * HOUR }).map((ms) => NOW + ms);
const full = fc.record({ sent: fc.nat(4), limit: fc.option(fc.nat(4)), freeAtMs: instant });
const request: fc.Arbitrary<GateRequest> = fc.record({
  purpose: fc.constantFrom('reply', 'bot', 'otp', 'utility', 'marketing'),
  kind: fc.constantFrom('free_form', 'template', 'reaction'),
  waitedMs: fc.constantFrom(0, 0, 25 * HOUR),
  nowMs: fc.constant(NOW),
});
const state: fc.Arbitrary<GateState> = fc.record({
  window: fc.record({ lastInboundAtMs: fc.option(instant), freeEntryUntilMs: fc.option(instant) }),
  template: fc.record({
    status: fc.constantFrom('approved', 'approved', 'paused', 'disabled', 'unknown', 'not_needed'),
    pausedUntilMs: fc.option(instant),
  }),
  consent: fc.constantFrom('given', 'given', 'marketing_opt_out', 'stopped'),
  quietUntilMs: fc.option(instant),
  frequency: full,
  portfolio: full.chain(({ sent, ...rest }) =>
    fc.boolean().map((isCounted) => ({ used: sent, isCounted, ...rest })),
  ),
  channel: fc.constantFrom(
    'connected',
    'connected',
    'flagged',
    'restricted',
    'answers_restricted',
    'silenced',
    'banned',
    'needs_reauth',
    'paused_by_user',
    'disconnected',
  ),
  channelUntilMs: fc.option(instant),
  channelHeldMs: fc.option(fc.constantFrom(HOUR, 25 * HOUR)),
  token: fc.constantFrom('usable', 'usable', 'unusable'),
});

describe('the policy gate', () => {
  it.each<[string, GateRequest, Partial<GateState>, Decision]>([
    ['an answer within 24 h', REPLY, {}, ALLOWED],
    ['an answer after 24 h', REPLY, { window: SILENT.window }, refused('window_closed')],
    [
      'a reaction after 24 h',
      { ...REPLY, kind: 'reaction' },
      { window: SILENT.window },
      refused('window_closed'),
    ],
    [
      'an answer within 72 h after an advert',
      REPLY,
      { window: { ...SILENT.window, freeEntryUntilMs: NOW + 1 } },
      ALLOWED,
    ],
    [
      'free text to somebody who never wrote',
      { ...REPLY, purpose: 'marketing' },
      { window: { lastInboundAtMs: null, freeEntryUntilMs: null } },
      refused('window_closed'),
    ],
    ['a template after 24 h', TEMPLATE, { window: SILENT.window }, ALLOWED],
    [
      'a template that is unknown',
      TEMPLATE,
      { template: { status: 'unknown', pausedUntilMs: null } },
      refused('template_not_approved'),
    ],
    [
      'a template without one',
      TEMPLATE,
      { template: { status: 'not_needed', pausedUntilMs: null } },
      refused('template_not_approved'),
    ],
    [
      'a disabled template',
      TEMPLATE,
      { template: { status: 'disabled', pausedUntilMs: null } },
      refused('template_disabled'),
    ],
    [
      'a paused template',
      TEMPLATE,
      { template: { status: 'paused', pausedUntilMs: null } },
      held('template_paused'),
    ],
    [
      'a template paused for 3 h',
      TEMPLATE,
      { template: { status: 'paused', pausedUntilMs: NOW + 3 * HOUR } },
      held('template_paused_for_a_while', NOW + 3 * HOUR),
    ],
    [
      'free text beside a paused template',
      REPLY,
      { template: { status: 'paused', pausedUntilMs: null } },
      ALLOWED,
    ],
    [
      'marketing after an opt-out',
      MARKETING,
      { consent: 'marketing_opt_out' },
      refused('marketing_opted_out'),
    ],
    ['news of an order after an opt-out of marketing', TEMPLATE, { consent: 'marketing_opt_out' }, ALLOWED],
    ['marketing after stop', MARKETING, { consent: 'stopped' }, refused('contact_stopped')],
    ['news of an order after stop', TEMPLATE, { consent: 'stopped' }, refused('contact_stopped')],
    ['an answer to somebody who said stop and wrote', REPLY, { consent: 'stopped' }, ALLOWED],
    [
      'the bot to somebody who said stop and wrote',
      { ...REPLY, purpose: 'bot' },
      { consent: 'stopped' },
      ALLOWED,
    ],
    [
      'a person beginning again after stop',
      { ...TEMPLATE, purpose: 'reply' },
      { consent: 'stopped', window: SILENT.window },
      refused('contact_stopped'),
    ],
    [
      'a one-time code after stop',
      { ...TEMPLATE, purpose: 'otp' },
      { consent: 'stopped', window: SILENT.window },
      ALLOWED,
    ],
    [
      'marketing in quiet hours',
      MARKETING,
      { quietUntilMs: NOW + 8 * HOUR },
      held('quiet_hours', NOW + 8 * HOUR),
    ],
    ['an answer in quiet hours', REPLY, { quietUntilMs: NOW + 8 * HOUR }, ALLOWED],
    [
      'marketing above the cap',
      MARKETING,
      { frequency: { sent: 2, limit: 2, freeAtMs: NOW + HOUR } },
      held('frequency_cap', NOW + HOUR),
    ],
    [
      'marketing below the cap',
      MARKETING,
      { frequency: { sent: 1, limit: 2, freeAtMs: NOW + HOUR } },
      ALLOWED,
    ],
    [
      'news of an order above the cap',
      TEMPLATE,
      { frequency: { sent: 9, limit: 2, freeAtMs: NOW + HOUR } },
      ALLOWED,
    ],
    [
      'a new person above the limit of the account',
      TEMPLATE,
      { window: SILENT.window, portfolio: { used: 250, limit: 250, isCounted: false, freeAtMs: NOW + HOUR } },
      held('portfolio_limit', NOW + HOUR),
    ],
    [
      'a person who is counted already',
      TEMPLATE,
      { window: SILENT.window, portfolio: { used: 250, limit: 250, isCounted: true, freeAtMs: NOW + HOUR } },
      ALLOWED,
    ],
    [
      'an answer above the limit of the account',
      REPLY,
      { portfolio: { used: 250, limit: 250, isCounted: false, freeAtMs: NOW + HOUR } },
      ALLOWED,
    ],
    [
      'anything from a number that was given up',
      REPLY,
      { channel: 'disconnected' },
      refused('channel_disconnected'),
    ],
    ['anything from a banned number', REPLY, { channel: 'banned' }, held('channel_banned')],
    [
      'a template that is disabled, from a banned number',
      TEMPLATE,
      { channel: 'banned', template: { status: 'disabled', pausedUntilMs: null } },
      refused('template_disabled'),
    ],
    ['anything from a paused number', REPLY, { channel: 'paused_by_user' }, held('channel_paused')],
    [
      'anything from a number to be connected again',
      REPLY,
      { channel: 'needs_reauth' },
      held('channel_needs_reauth'),
    ],
    ['anything without a usable token', REPLY, { token: 'unusable' }, held('token_unusable')],
    ['an answer from a restricted number', REPLY, { channel: 'restricted' }, ALLOWED],
    [
      'a beginning from a restricted number',
      TEMPLATE,
      { channel: 'restricted', window: SILENT.window },
      held('channel_restricted'),
    ],
    [
      'a beginning whose restriction ends soon',
      TEMPLATE,
      { channel: 'restricted', channelUntilMs: NOW + 1_000, window: SILENT.window },
      held('channel_restricted', NOW + 1_000),
    ],
    [
      'a beginning whose restriction ends in a week',
      TEMPLATE,
      { channel: 'restricted', channelUntilMs: NOW + 168 * HOUR, window: SILENT.window },
      held('channel_restricted'),
    ],
    [
      'an answer from a number that may not answer',
      REPLY,
      { channel: 'answers_restricted' },
      held('answers_restricted'),
    ],
    [
      'a beginning from a number that may not answer',
      TEMPLATE,
      { channel: 'answers_restricted', window: SILENT.window },
      ALLOWED,
    ],
    [
      'an answer from a number that may do neither',
      REPLY,
      { channel: 'silenced' },
      held('answers_restricted'),
    ],
    [
      'a beginning from a number that may do neither',
      TEMPLATE,
      { channel: 'silenced', window: SILENT.window },
      held('channel_restricted'),
    ],
    ['marketing from a flagged number', MARKETING, { channel: 'flagged' }, held('channel_flagged')],
    ['news of an order from a flagged number', TEMPLATE, { channel: 'flagged' }, ALLOWED],
  ])('decides on %s', (_what, one, part, decision) => {
    expect(decide(one, { ...WELL, ...part })).toEqual(decision);
  });

  it('closes the window to the millisecond', () => {
    const last = { lastInboundAtMs: 0, freeEntryUntilMs: null };
    expect([24 * HOUR - 1, 24 * HOUR].map((nowMs) => windowIsOpen(last, nowMs))).toEqual([true, false]);
    const advert = { lastInboundAtMs: null, freeEntryUntilMs: 72 * HOUR };
    expect([72 * HOUR - 1, 72 * HOUR].map((nowMs) => windowIsOpen(advert, nowMs))).toEqual([true, false]);
  });

  it('never allows free text or a reaction outside the window', () => {
    fc.assert(
      fc.property(request, state, (one, all) => {
        if (one.kind === 'template' || windowIsOpen(all.window, NOW)) return;
        expect(decide(one, all).kind).toBe('refuse');
      }),
    );
  });

  it('refuses before it holds, whatever would hold as well', () => {
    const waiting: Partial<GateState> = {
      channel: 'paused_by_user',
      token: 'unusable',
      quietUntilMs: NOW + HOUR,
      frequency: { sent: 9, limit: 1, freeAtMs: NOW + HOUR },
      portfolio: { used: 9, limit: 1, isCounted: false, freeAtMs: NOW + HOUR },
    };
    fc.assert(
      fc.property(request, state, (one, all) => {
        const before = decide(one, all);
        if (before.kind !== 'refuse' || before.reason.startsWith('channel_')) return;
        expect(decide(one, { ...all, ...waiting })).toEqual(before);
      }),
    );
  });

  it('holds until a time to come, at which that reason is over if it ends by time', () => {
    fc.assert(
      fc.property(request, state, (one, all) => {
        const decision = decide(one, all);
        if (decision.kind !== 'hold') return;
        expect(decision.untilMs).toBeGreaterThan(NOW);
        const then = decide({ ...one, nowMs: decision.untilMs }, all);
        if (GATE_REASONS[decision.reason].ends === 'by_time') {
          expect(then.kind === 'allow' ? null : then.reason).not.toBe(decision.reason);
        } else if (decision.reason !== 'answers_restricted' || windowIsOpen(all.window, decision.untilMs)) {
          // A number that may not answer may begin all the same, as soon as the window is closed.
          expect(then.kind).not.toBe('allow');
        }
      }),
      { numRuns: 500 },
    );
  });

  const RANK = { allow: 0, hold: 1, refuse: 2 };
  const RESTRICTIONS: ((of: GateState) => GateState)[] = [
    (of) => ({ ...of, consent: 'stopped' }),
    (of) => (of.consent === 'stopped' ? of : { ...of, consent: 'marketing_opt_out' }),
    // A number that may not answer may begin all the same: for it, a closed window is no restriction.
    (of) =>
      of.channel === 'answers_restricted'
        ? of
        : { ...of, window: { lastInboundAtMs: null, freeEntryUntilMs: null } },
    (of) => ({ ...of, template: { ...of.template, status: 'disabled' } }),
    (of) =>
      of.template.status === 'approved' ? { ...of, template: { status: 'paused', pausedUntilMs: null } } : of,
    (of) => ({ ...of, quietUntilMs: NOW + 200 * HOUR }),
    (of) => ({ ...of, frequency: { sent: 5, limit: 1, freeAtMs: NOW + 200 * HOUR } }),
    (of) => ({ ...of, portfolio: { used: 5, limit: 1, isCounted: false, freeAtMs: NOW + 200 * HOUR } }),
    (of) => (of.channel === 'disconnected' ? of : { ...of, channel: 'banned' }),
    (of) => ({ ...of, channel: 'disconnected' }),
    ...(
      ['flagged', 'restricted', 'answers_restricted', 'silenced', 'needs_reauth', 'paused_by_user'] as const
    ).map((channel) => (of: GateState) => (of.channel === 'connected' ? { ...of, channel } : of)),
    (of) => ({ ...of, token: 'unusable' }),
  ];

  it('never becomes milder by another restriction', () => {
    fc.assert(
      fc.property(request, state, fc.constantFrom(...RESTRICTIONS), (one, all, restrict) => {
        const before = RANK[decide(one, all).kind];
        expect(RANK[decide(one, restrict(all)).kind]).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells every reason in words and what to do next, refusals first', () => {
    const texts = Object.values(GATE_REASONS);
    for (const { sentence, next } of texts) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(next).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(texts.map(({ sentence }) => sentence)).size).toBe(texts.length);
    const verdicts = texts.map(({ verdict }) => verdict);
    expect(verdicts.lastIndexOf('refuse')).toBeLessThan(verdicts.indexOf('hold'));
  });
});
