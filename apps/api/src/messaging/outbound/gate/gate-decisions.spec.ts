import fc from 'fast-check';
import { ChannelStanding } from '../../communication-adapter';
import { SENDING_CLASSES } from '../pacing/turns';
import { Asking, decideAll, requestOf } from './gate-decisions';
import { FactsOfMessage, GateFacts } from './gate-facts.repository';
import { TEMPLATE_CATEGORIES } from './template-category';

const NOW = Date.parse('2026-03-03T12:00:00Z');
const DAY_MS = 24 * 3_600_000;

const template = (id: string): Asking => ({ id, type: 'template', sendingClass: 'api' });
const text = (id: string): Asking => ({ id, type: 'text', sendingClass: 'human' });

const about = (id: string, more: Partial<FactsOfMessage> = {}): FactsOfMessage => ({
  id,
  contactId: `person of ${id}`,
  waitedMs: 0,
  category: null,
  template: null,
  lastInboundAtMs: null,
  freeEntryUntilMs: null,
  all: null,
  marketing: null,
  marketingAtMs: null,
  isBegun: false,
  ...more,
});

const facts = (messages: FactsOfMessage[], more: Partial<GateFacts> = {}): GateFacts => ({
  nowMs: NOW,
  channel: {
    provider: 'whatsapp',
    accountId: '1',
    heldCode: null,
    heldMs: null,
    isDisconnected: false,
    news: null,
  },
  policy: { quietFrom: null, quietTo: null, timeZone: 'UTC', marketingLimit: null, marketingDays: 7 },
  begun: { people: 0, firstAtMs: null },
  messages,
  ...more,
});

const CONNECTED: ChannelStanding = { state: 'connected', untilMs: null, mayBeginWith: null };

function outcomes(asked: Asking[], known: GateFacts, standing = CONNECTED): string[] {
  return decideAll(asked, known, standing).decided.map(({ decision }) =>
    decision.kind === 'allow' ? 'allow' : decision.reason,
  );
}

describe('what a message is for', () => {
  it('is marketing for a template of no category and for every broadcast, and never for an answer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('template', 'text', 'reaction', 'image'),
        fc.constantFrom(...SENDING_CLASSES),
        fc.constantFrom(null, ...TEMPLATE_CATEGORIES),
        (type, sendingClass, category) => {
          const { purpose, kind } = requestOf({ type, sendingClass }, { category, waitedMs: 0 }, NOW);
          expect(kind === 'template').toBe(type === 'template');
          if (kind === 'template')
            expect(purpose === 'marketing').toBe(category === null || category === 'marketing');
          else expect(purpose === 'marketing').toBe(sendingClass === 'broadcast');
        },
      ),
    );
  });
});

describe('messages that ask to go out together', () => {
  it('are each decided by what is known of their own person', () => {
    const known = facts([
      about('a'),
      about('b', { lastInboundAtMs: NOW - 1_000 }),
      about('c', { marketing: false }),
      about('d', { all: false, category: 'authentication' }),
      about('e', { freeEntryUntilMs: NOW + 1_000 }),
    ]);
    expect(outcomes([text('a'), text('b'), template('c'), template('d'), text('e')], known)).toEqual([
      'window_closed',
      'allow',
      'marketing_opted_out',
      'allow',
      'allow',
    ]);
  });

  it('wait for the end of the quiet hours where they are marketing', () => {
    const policy = { ...facts([]).policy, quietFrom: 11 * 60, quietTo: 13 * 60 };
    const known = facts([about('a'), about('b', { category: 'utility' })], { policy });
    const { decided } = decideAll([template('a'), template('b')], known, CONNECTED);
    expect(decided.map(({ decision }) => decision)).toEqual([
      { kind: 'hold', reason: 'quiet_hours', untilMs: Date.parse('2026-03-03T13:00:00Z') },
      { kind: 'allow' },
    ]);
  });

  it('are to one person no more marketing than is allowed, also when they are decided at once', () => {
    const policy = { ...facts([]).policy, marketingLimit: 2, marketingDays: 7 };
    const ana = { contactId: 'ana', marketingAtMs: [NOW - DAY_MS] };
    const known = facts([about('a', ana), about('b', ana), about('c')], { policy });
    expect(outcomes([template('a'), template('b'), template('c')], known)).toEqual([
      'allow',
      'frequency_cap',
      'allow',
    ]);
    const full = facts([about('a', { marketingAtMs: [NOW - DAY_MS, NOW - 3 * DAY_MS] })], { policy });
    expect(decideAll([template('a')], full, CONNECTED).decided[0]?.decision).toMatchObject({
      untilMs: NOW + 4 * DAY_MS,
    });
  });

  it('begin with no more people than the account may, and with those whom it has begun with already', () => {
    const standing: ChannelStanding = { state: 'connected', untilMs: null, mayBeginWith: 3 };
    const begun = { people: 1, firstAtMs: NOW - DAY_MS / 2 };
    const known = facts(
      [
        about('a'),
        about('b', { isBegun: true }),
        about('c'),
        about('d'),
        about('e', { lastInboundAtMs: NOW }),
      ],
      { begun },
    );
    const asked = ['a', 'b', 'c', 'd', 'e'].map(template);
    const { decided, begins } = decideAll(asked, known, standing);
    expect(decided.map(({ decision }) => decision)).toEqual([
      { kind: 'allow' },
      { kind: 'allow' },
      { kind: 'allow' },
      { kind: 'hold', reason: 'portfolio_limit', untilMs: NOW + DAY_MS / 2 },
      { kind: 'allow' },
    ]);
    expect(begins).toEqual(['person of a', 'person of c']);
  });

  it('never begin with more than are left, whatever is asked for', () => {
    const person = fc.record({ isBegun: fc.boolean(), hasWritten: fc.boolean(), contact: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(person), fc.nat(8), fc.nat(8), (people, limit, used) => {
        const messages = people.map(({ isBegun, hasWritten, contact }, index) =>
          about(String(index), {
            contactId: String(contact),
            isBegun,
            lastInboundAtMs: hasWritten ? NOW : null,
          }),
        );
        const known = facts(messages, { begun: { people: used, firstAtMs: NOW - 1 } });
        const standing: ChannelStanding = { state: 'connected', untilMs: null, mayBeginWith: limit };
        const { begins } = decideAll(
          messages.map(({ id }) => template(id)),
          known,
          standing,
        );
        expect(begins.length).toBeLessThanOrEqual(Math.max(0, limit - used));
      }),
    );
  });

  it('say that a held number waits for its token', () => {
    const channel = { ...facts([]).channel, heldCode: 'unreadable_access_token' };
    expect(outcomes([template('a')], facts([about('a')], { channel }))).toEqual(['token_unusable']);
    expect(outcomes([template('a')], facts([about('a')]), { ...CONNECTED, state: 'restricted' })).toEqual([
      'channel_restricted',
    ]);
  });

  it('refuse what is from a number that was given up, whatever the provider last said of it', () => {
    const channel = { ...facts([]).channel, isDisconnected: true };
    expect(outcomes([template('a')], facts([about('a')], { channel }))).toEqual(['channel_disconnected']);
  });
});
