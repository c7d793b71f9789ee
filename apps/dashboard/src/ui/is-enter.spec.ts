import { isEnter } from './is-enter';

const press = (key: string, isComposing = false, keyCode = 13) =>
  isEnter({ key, nativeEvent: { isComposing, keyCode } });

describe('Enter in a field', () => {
  it('acts', () => expect(press('Enter')).toBe(true));

  it('does not act where it ends a word that is being composed, in any browser', () => {
    expect(press('Enter', true)).toBe(false);
    expect(press('Enter', false, 229)).toBe(false);
  });

  it('is no other key', () => expect(press('a')).toBe(false));
});
