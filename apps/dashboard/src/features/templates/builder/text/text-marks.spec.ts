import { assert, constantFrom, nat, property, string } from 'fast-check';
import { type Mark, markOfKey, MARKS, withInserted, withMark } from './text-marks';

const all = Object.keys(MARKS) as Mark[];
const bold = (text: string, start: number, end: number) => withMark({ text, start, end }, 'bold');

describe('a mark', () => {
  test('is put around what is marked', () => {
    expect(bold('Hello Ana, welcome', 6, 9)).toEqual({ text: 'Hello *Ana*, welcome', start: 7, end: 10 });
  });

  test('leaves spaces at the ends outside, where a phone would not see it', () => {
    expect(bold('Hello Ana , welcome', 5, 10).text).toBe('Hello *Ana* , welcome');
  });

  test('waits for what is typed next where nothing is marked', () => {
    expect(bold('Hello ', 6, 6)).toEqual({ text: 'Hello **', start: 7, end: 7 });
  });

  test('is taken off what has it, inside or outside of what is marked', () => {
    expect(bold('Hello *Ana*', 7, 10)).toEqual({ text: 'Hello Ana', start: 6, end: 9 });
    expect(bold('Hello *Ana*', 6, 11)).toEqual({ text: 'Hello Ana', start: 6, end: 9 });
  });

  test('is left by the same key where one has typed to its end', () => {
    expect(bold('Hello *Ana*', 10, 10)).toEqual({ text: 'Hello *Ana*', start: 11, end: 11 });
  });

  test('put on twice leaves the text as it was', () => {
    const word = string({ unit: constantFrom('a', 'é', 'س', ' ', '1'), minLength: 1, maxLength: 12 });
    assert(
      property(word, nat(12), nat(12), constantFrom(...all), (text, one, other, mark) => {
        const [start = 0, end = 0] = [Math.min(one, text.length), Math.min(other, text.length)].toSorted(
          (before, after) => before - after,
        );
        expect(withMark(withMark({ text, start, end }, mark), mark).text).toBe(text);
      }),
    );
  });
});

test('what is inserted takes the place of what is marked, and the cursor stands behind it', () => {
  expect(withInserted({ text: 'Hello you!', start: 6, end: 9 }, '{{1}}')).toEqual({
    text: 'Hello {{1}}!',
    start: 11,
    end: 11,
  });
});

describe('a key press', () => {
  const press = { ctrlKey: true, metaKey: false, shiftKey: false, altKey: false, code: 'KeyB', key: 'b' };

  test('is a mark with Ctrl, or with the key of a Mac', () => {
    expect(markOfKey(press)).toBe('bold');
    expect(markOfKey({ ...press, ctrlKey: false, metaKey: true })).toBe('bold');
    expect(markOfKey({ ...press, shiftKey: true, code: 'KeyX', key: 'X' })).toBe('strike');
  });

  test('is one by its place where the keyboard has other letters', () => {
    expect(markOfKey({ ...press, key: 'ذ' })).toBe('bold');
    expect(markOfKey({ ...press, code: 'KeyQ', key: 'b' })).toBe('bold');
  });

  test.each([
    [{ ctrlKey: false }],
    [{ altKey: true }],
    [{ metaKey: true }],
    [{ shiftKey: true }],
    [{ code: 'KeyX', key: 'x' }],
  ])('with %j is none', (other) => {
    expect(markOfKey({ ...press, ...other })).toBeNull();
  });
});
