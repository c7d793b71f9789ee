import fc from 'fast-check';
import { MOVING_STATUSES } from './message-state';
import { foldOf, NOTHING_TOLD, StatusFold, StatusNews, together, toldBy } from './status-fold';

const AT = 1_790_000_000_000;

const news: fc.Arbitrary<StatusNews> = fc.record({
  status: fc.constantFrom(...MOVING_STATUSES, 'warning', 'deleted'),
  at: fc.nat(3).map((seconds) => AT + seconds * 1000),
  failure: fc.option(
    fc.record({ code: fc.constantFrom('131026', '131047'), reason: fc.constantFrom('a', 'b') }),
  ),
});
const fold = fc.array(news, { maxLength: 4 }).map(foldOf);
const of = (status: string, second = 0, code?: string): StatusNews => ({
  status,
  at: AT + second * 1000,
  failure: code === undefined ? null : { code, reason: 'because' },
});

describe('what statuses tell of a message', () => {
  it('does not depend on the order in which they come', () => {
    fc.assert(
      fc.property(fold, fold, (one, other) => {
        expect(together(one, other)).toEqual(together(other, one));
      }),
    );
  });

  it('does not depend on how they come together', () => {
    fc.assert(
      fc.property(fold, fold, fold, (one, two, three) => {
        expect(together(together(one, two), three)).toEqual(together(one, together(two, three)));
      }),
    );
  });

  it('does not change when they come again', () => {
    fc.assert(
      fc.property(fold, (one) => {
        expect(together(one, one)).toEqual(one);
        expect(together(one, NOTHING_TOLD)).toEqual(one);
      }),
    );
  });

  it('is the same for any order and repetition of the same statuses', () => {
    const repeated = fc
      .array(news, { minLength: 1, maxLength: 8 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
      );
    fc.assert(
      fc.property(repeated, ([all, again]) => {
        expect(foldOf(again)).toEqual(foldOf(all));
      }),
    );
  });

  it('never takes back what was told', () => {
    const times = ({ sentAt, deliveredAt, readAt, playedAt, failedAt }: StatusFold) =>
      [sentAt, deliveredAt, readAt, playedAt, failedAt].map((at) => at ?? Infinity);
    fc.assert(
      fc.property(fold, news, (one, next) => {
        const more = times(together(one, toldBy(next)));
        times(one).forEach((before, index) => expect(more[index]).toBeLessThanOrEqual(before));
      }),
    );
  });

  it('infers nothing that was not told', () => {
    expect(foldOf([of('read', 5)])).toEqual({ ...NOTHING_TOLD, state: 'read', readAt: AT + 5000 });
  });

  it('is that it arrived, where a failure was told as well', () => {
    for (const arrived of ['delivered', 'read', 'played']) {
      expect(foldOf([of('failed', 0, '131026'), of(arrived, 1)]).state).toBe(arrived);
      expect(foldOf([of(arrived, 0), of('failed', 1, '131026')]).state).toBe(arrived);
    }
  });

  it('stays a failure when `sent` comes late', () => {
    expect(foldOf([of('failed', 0, '131026'), of('sent', 1)])).toMatchObject({
      state: 'failed',
      failure: { code: '131026' },
    });
  });

  it('is the first of several failures', () => {
    expect(foldOf([of('failed', 2, '1'), of('failed', 1, '3'), of('failed', 1, '2')])).toMatchObject({
      failedAt: AT + 1000,
      failure: { code: '2' },
    });
  });

  it('has no failure of what did not fail, whatever is said beside it', () => {
    expect(foldOf([of('sent', 0, '1'), of('delivered', 1, '2')]).failure).toBeNull();
  });

  it('is nothing for words that are new to us', () => {
    expect(foldOf([of('warning'), of('constructor'), of('')])).toEqual(NOTHING_TOLD);
  });
});
