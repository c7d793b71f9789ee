import { isBearer } from './bearer';

describe('a bearer token', () => {
  it.each(['Bearer s3cret', 'bearer s3cret', 'Bearer   s3cret'])('is shown by %s', (header) => {
    expect(isBearer(header, 's3cret')).toBe(true);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    's3cret',
    'Basic s3cret',
    'Bearer s3cre',
    'Bearer s3crett',
    'Bearer s3cret x',
  ])('is not shown by %s', (header) => {
    expect(isBearer(header, 's3cret')).toBe(false);
  });
});
