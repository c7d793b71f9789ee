import type { Message } from '@parley/api-client';
import fc from 'fast-check';
import { countAfter, messagesOf, timelineOf } from './timeline';

const start = Date.parse('2026-11-20T22:00:00Z');

const message = (id: string, direction: Message['direction'], minutes: number): Message => ({
  id,
  conversationId: 'c',
  direction,
  type: 'text',
  text: id,
  origin: 'live',
  author: null,
  forwarded: null,
  replyTo: null,
  reactions: [],
  media: [],
  content: null,
  state: direction === 'inbound' ? 'received' : 'sent',
  failure: null,
  waitsUntil: null,
  mayBeDuplicate: false,
  occurredAt: new Date(start + minutes * 60_000).toISOString(),
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  playedAt: null,
  failedAt: null,
  editedAt: null,
  revokedAt: null,
  sentBy: null,
});

const shape = (newestFirst: Message[]) =>
  timelineOf(newestFirst, 'UTC').map(({ day, groups }) => [
    day,
    groups.map((g) => g.messages.map((m) => m.id).join(' ')),
  ]);

describe('the timeline', () => {
  it('reads from old to new, one group for what one side writes in one go', () => {
    expect(
      shape([
        message('d', 'inbound', 4),
        message('c', 'outbound', 3),
        message('b', 'inbound', 1),
        message('a', 'inbound', 0),
      ]),
    ).toEqual([['2026-11-20', ['a b', 'c', 'd']]]);
  });

  it('starts a new group where another colleague writes', () => {
    const by = (id: string, name: string | null, minute: number): Message => ({
      ...message(id, 'outbound', minute),
      sentBy: name === null ? null : { kind: 'member', id: name, name },
    });
    expect(shape([by('d', null, 3), by('c', 'Sara', 2), by('b', 'Ben', 1), by('a', 'Ben', 0)])).toEqual([
      ['2026-11-20', ['a b', 'c', 'd']],
    ]);
  });

  it('starts a new group after five quiet minutes', () => {
    expect(shape([message('b', 'inbound', 5), message('a', 'inbound', 0)])).toEqual([
      ['2026-11-20', ['a', 'b']],
    ]);
  });

  it('starts a new day at midnight, even in mid-sentence', () => {
    expect(shape([message('b', 'inbound', 121), message('a', 'inbound', 119)])).toEqual([
      ['2026-11-20', ['a']],
      ['2026-11-21', ['b']],
    ]);
  });

  it('shows every message once, in order, whatever the messages are', () => {
    const side = fc.constantFrom<Message['direction']>('inbound', 'outbound');
    fc.assert(
      fc.property(fc.array(fc.tuple(side, fc.nat(600))), (steps) => {
        let minutes = 0;
        const oldestFirst = steps.map(([direction, gap], n) =>
          message(String(n), direction, (minutes += gap)),
        );
        const shown = timelineOf(oldestFirst.toReversed(), 'UTC').flatMap((day) =>
          day.groups.flatMap((g) => g.messages),
        );
        expect(shown).toEqual(oldestFirst);
      }),
    );
  });
});

describe('pages of messages', () => {
  it('are joined without the doubles that a new message causes', () => {
    const [a, b, c] = [message('a', 'inbound', 0), message('b', 'inbound', 1), message('c', 'inbound', 2)];
    expect(messagesOf([{ data: [c, b] }, { data: [b, a] }]).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('tell how much is new since a message', () => {
    const newestFirst = [message('c', 'inbound', 2), message('b', 'inbound', 1), message('a', 'inbound', 0)];
    expect(countAfter(newestFirst, 'a')).toBe(2);
    expect(countAfter(newestFirst, 'c')).toBe(0);
    expect(countAfter(newestFirst, 'gone')).toBe(0);
    expect(countAfter(newestFirst, null)).toBe(0);
  });
});
