import { RecentlyUsed } from './recently-used';

describe('what was recently used', () => {
  it('is kept up to the capacity, the least recently used goes first', () => {
    const kept = new RecentlyUsed<string, number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    expect(kept.get('a')).toBe(1);
    kept.set('c', 3);
    expect(kept.get('b')).toBeUndefined();
    expect([kept.get('a'), kept.get('c')]).toEqual([1, 3]);
  });

  it('names what it has from the least to the most recently used, and forgets what it is told to', () => {
    const kept = new RecentlyUsed<string, number>(3);
    for (const key of ['a', 'b', 'c']) kept.set(key, 1);
    kept.get('a');
    expect([...kept.keys()]).toEqual(['b', 'c', 'a']);
    expect([kept.delete('c'), kept.delete('c')]).toEqual([true, false]);
    expect([...kept.keys()]).toEqual(['b', 'a']);
  });

  it('takes a new value in the place of the old one', () => {
    const kept = new RecentlyUsed<string | null, number>(2);
    kept.set(null, 1);
    kept.set(null, 2);
    expect(kept.get(null)).toBe(2);
  });
});
