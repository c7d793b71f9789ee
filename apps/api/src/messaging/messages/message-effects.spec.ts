import fc from 'fast-check';
import { Effect, effectsOn } from './message-effects';

let serial = 0;
const effect = (type: string, second: number, more: Partial<Effect> = {}): Effect => ({
  id: `01900000-0000-7000-8000-${String(++serial).padStart(12, '0')}`,
  type,
  direction: 'inbound',
  text: null,
  author: null,
  occurredAt: new Date(second * 1000),
  ...more,
});
const by = (key: string) => ({ author: { key, name: key.toUpperCase() } });

const NOTHING = { edit: null, revokedAt: null, reactions: [], callEnd: null, completion: null };

describe('what became of a message', () => {
  it('is nothing where nobody spoke about it', () => expect(effectsOn('inbound', [])).toEqual(NOTHING));

  it('is its last edit, also one that left no words', () => {
    const edits = [effect('edit', 1, { text: 'one' }), effect('edit', 3), effect('edit', 2, { text: 'two' })];
    expect(effectsOn('inbound', edits)).toEqual({ ...NOTHING, edit: edits[1] });
  });

  it('is that it was taken back', () => {
    expect(effectsOn('inbound', [effect('revoke', 5)])).toEqual({ ...NOTHING, revokedAt: new Date(5000) });
  });

  it('is the last reaction of each person, in the order in which they were given', () => {
    const reactions = [
      effect('reaction', 1, { text: '👍', ...by('ana') }),
      effect('reaction', 2, { text: '🎉', ...by('bob') }),
      effect('reaction', 3, { text: '❤️', ...by('ana') }),
      effect('reaction', 4, { text: '😂', direction: 'outbound' }),
    ];
    expect(effectsOn('outbound', reactions).reactions).toEqual([
      { emoji: '🎉', from: 'contact', name: 'BOB' },
      { emoji: '❤️', from: 'contact', name: 'ANA' },
      { emoji: '😂', from: 'business', name: null },
    ]);
  });

  it('is no reaction that was taken back, and one that was given again', () => {
    const given = effect('reaction', 1, { text: '👍' });
    const removed = effect('reaction', 2);
    const again = effect('reaction', 3, { text: '👍' });
    expect(effectsOn('inbound', [given, removed]).reactions).toEqual([]);
    expect(effectsOn('inbound', [given, removed, again]).reactions).toHaveLength(1);
  });

  it('is how a call ended', () => {
    const end = effect('call_end', 9);
    expect(effectsOn('inbound', [effect('call_accept', 10), end])).toEqual({ ...NOTHING, callEnd: end });
  });

  it('is the file that came later', () => {
    const file = effect('image', 1, { text: 'The old one' });
    expect(effectsOn('inbound', [file])).toEqual({ ...NOTHING, completion: file });
  });

  it('is not what somebody else wants it to be: nobody edits or takes back what they did not write', () => {
    const foreign = ['edit', 'revoke', 'image'].map((type) => effect(type, 1, { text: 'hacked' }));
    expect(effectsOn('outbound', foreign)).toEqual(NOTHING);
  });
});

const anyEffect = fc
  .record({
    type: fc.constantFrom('reaction', 'edit', 'revoke', 'call_end', 'image', 'call_accept'),
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    text: fc.option(fc.constantFrom('👍', '🎉', 'words'), { nil: null }),
    author: fc.option(fc.constantFrom({ key: 'ana', name: 'Ana' }, { key: 'bob', name: null }), {
      nil: null,
    }),
    second: fc.nat(4),
  })
  .map(({ second, ...one }) => effect(one.type, second, one));
const someEffects = fc.array(anyEffect, { maxLength: 12 });
const anyDirection = fc.constantFrom('inbound' as const, 'outbound' as const);

describe('what became of a message, whatever happened to it', () => {
  it('does not depend on the order in which we heard of it', () => {
    const shuffled = someEffects.chain((effects) =>
      fc.tuple(fc.constant(effects), fc.shuffledSubarray(effects, { minLength: effects.length })),
    );
    fc.assert(
      fc.property(anyDirection, shuffled, (direction, [one, other]) => {
        expect(effectsOn(direction, other)).toEqual(effectsOn(direction, one));
      }),
    );
  });

  it('does not depend on how often we heard of it', () => {
    fc.assert(
      fc.property(anyDirection, someEffects, (direction, effects) => {
        expect(effectsOn(direction, [...effects, ...effects])).toEqual(effectsOn(direction, effects));
      }),
    );
  });

  it('depends on the last of each type of each person alone, which is all that is read of it', () => {
    const lastOfEach = (effects: Effect[]) => {
      const last = new Map<string, Effect>();
      const isLater = (one: Effect, other: Effect) =>
        one.occurredAt > other.occurredAt || (+one.occurredAt === +other.occurredAt && one.id > other.id);
      for (const one of effects) {
        const key = `${one.type} ${one.direction} ${one.author?.key}`;
        const known = last.get(key);
        if (known === undefined || isLater(one, known)) last.set(key, one);
      }
      return [...last.values()];
    };
    fc.assert(
      fc.property(anyDirection, someEffects, (direction, effects) => {
        expect(effectsOn(direction, lastOfEach(effects))).toEqual(effectsOn(direction, effects));
      }),
    );
  });

  it('has one reaction of each person at most', () => {
    fc.assert(
      fc.property(someEffects, (effects) => {
        const people = effectsOn('inbound', effects).reactions.map(({ from, name }) => `${from} ${name}`);
        const authors = new Set(effects.map(({ direction, author }) => `${direction} ${author?.key}`));
        expect(people.length).toBeLessThanOrEqual(authors.size);
      }),
    );
  });
});
