import { tokenIn } from './token-in';

describe('the token in what someone pasted', () => {
  it.each([
    'https://parley.example/set-up#aB3_-x',
    ' http://localhost:3000/set-up#aB3_-x \n',
    '#aB3_-x',
    'aB3_-x',
  ])('is found in %j', (pasted) => expect(tokenIn(pasted)).toBe('aB3_-x'));

  it.each([
    '',
    '   ',
    '#',
    'https://parley.example/set-up',
    'https://parley.example/set-up#',
    'two words',
    '#a/b',
    'é',
  ])('is not in %j', (pasted) => expect(tokenIn(pasted)).toBeNull());

  it('has an end', () => expect(tokenIn('a'.repeat(201))).toBeNull());
});
