import { arrowMove, letterMove, moveInList } from './list-keys';

const press = (key: string, code: string, more = {}) =>
  letterMove({ key, code, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more });

describe('J and K', () => {
  it('move down and up', () => {
    expect(press('j', 'KeyJ')).toBe('next');
    expect(press('K', 'KeyK')).toBe('previous');
  });

  it('work on a Persian and a Russian keyboard', () => {
    expect(press('ت', 'KeyJ')).toBe('next');
    expect(press('л', 'KeyK')).toBe('previous');
  });

  it('follow the letter on Dvorak, not the place', () => {
    expect(press('j', 'KeyC')).toBe('next');
    expect(press('h', 'KeyJ')).toBeNull();
  });

  it('leave shortcuts of the browser and unfinished words alone', () => {
    expect(press('j', 'KeyJ', { ctrlKey: true })).toBeNull();
    expect(press('k', 'KeyK', { metaKey: true })).toBeNull();
    expect(press('j', 'KeyJ', { isComposing: true })).toBeNull();
    expect(press('Dead', 'KeyJ')).toBeNull();
  });
});

describe('moving in a list', () => {
  const ids = ['a', 'b', 'c'];
  it.each([
    ['a', 'next', 'b'],
    ['c', 'next', 'c'],
    ['b', 'previous', 'a'],
    ['a', 'previous', 'a'],
    ['b', 'first', 'a'],
    ['b', 'last', 'c'],
    [null, 'next', 'a'],
    [null, 'previous', 'a'],
    ['gone', 'next', 'a'],
  ] as const)('from %s, %s leads to %s', (from, move, to) => expect(moveInList(ids, from, move)).toBe(to));

  it('leads nowhere in an empty list', () => expect(moveInList([], null, 'last')).toBeNull());

  it('is what arrows, Home and End do, and no other key', () => {
    expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', 'j'].map((key) => arrowMove({ key }))).toEqual([
      'next',
      'previous',
      'first',
      'last',
      null,
      null,
    ]);
  });
});
