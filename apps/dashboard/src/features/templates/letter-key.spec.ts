import { letterOf } from './letter-key';

const press = (key: string, code: string, more = {}) =>
  letterOf({ key, code, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more });

describe('a key that stands for a letter', () => {
  it('is what it writes on a Latin keyboard, wherever it lies', () => {
    expect(press('n', 'KeyN')).toBe('n');
    expect(press('N', 'KeyN')).toBe('n');
    expect(press('/', 'Slash')).toBe('/');
    expect(press('/', 'Digit7')).toBe('/');
    expect(press('b', 'KeyN')).toBe('b');
  });

  it('is at the same place on keyboards of other scripts', () => {
    expect(press('د', 'KeyN')).toBe('n');
    expect(press('ظ', 'Slash')).toBe('/');
    expect(press('т', 'KeyN')).toBe('n');
  });

  it('is none with a modifier, while composing, and of a key that writes something else', () => {
    expect(press('n', 'KeyN', { ctrlKey: true })).toBeNull();
    expect(press('n', 'KeyN', { isComposing: true })).toBeNull();
    expect(press('-', 'Slash')).toBeNull();
    expect(press('Enter', 'Enter')).toBeNull();
    expect(press('é', 'Digit2')).toBeNull();
  });
});
