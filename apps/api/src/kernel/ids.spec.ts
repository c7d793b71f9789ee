import { isId, newId } from './ids';

describe('an id of ours', () => {
  it('is a UUIDv7, later than every id before it', () => {
    const ids = Array.from({ length: 2_000 }, newId);
    expect(ids.every((id) => isId(id) && id[14] === '7')).toBe(true);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    '',
    'abc',
    '019a6f0e-0000-7000-8000-00000000000G',
    ' 019a6f0e-0000-7000-8000-000000000000',
    '%00',
  ])('is not %p', (value) => expect(isId(value)).toBe(false));
});
