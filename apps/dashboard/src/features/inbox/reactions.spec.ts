import { reactionsInOrder } from './reactions';

describe('reactions', () => {
  it('are counted by emoji, the commonest first, with who reacted', () => {
    expect(
      reactionsInOrder([
        { emoji: '❤️', from: 'contact', name: 'Ana' },
        { emoji: '👍', from: 'contact', name: 'Ben' },
        { emoji: '👍', from: 'business', name: null },
      ]),
    ).toEqual([
      { emoji: '👍', count: 2, who: 'Ben, you' },
      { emoji: '❤️', count: 1, who: 'Ana' },
    ]);
  });

  it('of a person alone need no name', () => {
    expect(reactionsInOrder([{ emoji: '👍', from: 'contact', name: null }])).toEqual([
      { emoji: '👍', count: 1, who: 'they' },
    ]);
  });
});
