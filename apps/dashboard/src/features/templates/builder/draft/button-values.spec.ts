import { addressOf, exampleOf, isDynamic, withAddress, withDynamic } from './button-values';
import { moved } from './button-kinds';

const PLAIN = { type: 'URL', text: 'Track', url: 'https://example.com/o/' };

describe('the address of a button', () => {
  test('gets a variable at its end, and a sample of it', () => {
    const dynamic = withDynamic(PLAIN, true);
    expect(dynamic).toEqual({ ...PLAIN, url: 'https://example.com/o/{{1}}', example: [''] });
    expect(addressOf(dynamic)).toBe('https://example.com/o/');
    expect(withDynamic(dynamic, false)).toEqual(PLAIN);
  });

  test('keeps its variable while the rest of it is typed', () => {
    const dynamic = withAddress(withDynamic(PLAIN, true), 'https://example.com/orders/');
    expect(dynamic.url).toBe('https://example.com/orders/{{1}}');
    expect(isDynamic(dynamic)).toBe(true);
  });

  test('may have a variable typed into it, wherever it stands', () => {
    expect(withAddress(PLAIN, 'https://example.com/{{1}}/x')).toMatchObject({
      url: 'https://example.com/{{1}}/x',
      example: [''],
    });
  });
});

test.each([
  [['250FF'], '250FF'],
  ['250FF', '250FF'],
  [[], ''],
  [7, ''],
  [undefined, ''],
])('the sample %j of a button is "%s"', (example, shown) => {
  expect(exampleOf({ example })).toBe(shown);
});

test.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 1, ['a', 'b', 'c']],
  [5, 0, ['a', 'b', 'c']],
  [0, 5, ['a', 'b', 'c']],
  [0, -1, ['a', 'b', 'c']],
])('an entry goes from %i to %i', (from, to, list) => {
  expect(moved(['a', 'b', 'c'], from, to)).toEqual(list);
});
