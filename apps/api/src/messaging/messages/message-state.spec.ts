import fc from 'fast-check';
import { isMoving, laterState, MESSAGE_STATES, MessageState, MOVING_STATUSES } from './message-state';

const state = fc.constantFrom(...MESSAGE_STATES);
const folded = (news: readonly MessageState[], from: MessageState) => news.reduce(laterState, from);

describe('the state of a message', () => {
  it('rises from queued to played, with failed above sent and below delivered', () => {
    const order: MessageState[] = [
      'queued',
      'sending',
      'unknown',
      'sent',
      'failed',
      'delivered',
      'read',
      'played',
    ];
    expect(order.reduce(laterState)).toBe('played');
    for (const [index, later] of order.entries()) {
      for (const earlier of order.slice(0, index)) expect(laterState(later, earlier)).toBe(later);
    }
  });

  it('does not depend on the order in which news arrives', () => {
    fc.assert(
      fc.property(state, state, (one, other) => {
        expect(laterState(one, other)).toBe(laterState(other, one));
      }),
    );
  });

  it('does not depend on how news is put together', () => {
    fc.assert(
      fc.property(state, state, state, (one, two, three) => {
        expect(laterState(laterState(one, two), three)).toBe(laterState(one, laterState(two, three)));
      }),
    );
  });

  it('does not change when news comes twice', () => {
    fc.assert(fc.property(state, (one) => expect(laterState(one, one)).toBe(one)));
  });

  it('is the same for every order of any news with any repetition', () => {
    const shuffled = fc
      .array(state, { minLength: 1, maxLength: 6 })
      .chain((news) =>
        fc.tuple(
          fc.constant(news),
          fc.shuffledSubarray([...news, ...news], { minLength: 2 * news.length, maxLength: 2 * news.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([news, repeated]) => {
        expect(folded(repeated, 'queued')).toBe(folded(news, 'queued'));
      }),
    );
  });

  it('never moves to an earlier one', () => {
    const rank = (of: MessageState) => MESSAGE_STATES.indexOf(of);
    fc.assert(
      fc.property(state, fc.array(state), (from, news) => {
        expect(rank(folded(news, from))).toBeGreaterThanOrEqual(rank(from));
      }),
    );
  });

  it('is moved by the five words of the provider, and by no other', () => {
    expect([...MOVING_STATUSES].sort()).toEqual(['delivered', 'failed', 'played', 'read', 'sent']);
    expect(MOVING_STATUSES.every(isMoving)).toBe(true);
    for (const word of ['deleted', 'warning', 'queued', 'received', 'SENT', '', 'constructor']) {
      expect(isMoving(word)).toBe(false);
    }
  });
});
