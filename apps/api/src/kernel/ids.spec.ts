import { idsBy, isId, newId } from './ids';

const DAY_MS = 86_400_000;
const timeOf = (id: string): number => parseInt(id.replace('-', '').slice(0, 12), 16);

describe('an id of ours', () => {
  it('is a UUIDv7, later than every id before it', () => {
    const ids = Array.from({ length: 2_000 }, newId);
    expect(ids.every((id) => isId(id) && id[14] === '7')).toBe(true);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('goes on counting where the clock stands still or goes back a little, and follows it where it goes back far', () => {
    let now = Date.now();
    const next = idsBy(() => now);
    const first = next();
    expect(timeOf(first)).toBe(now);
    now -= 900;
    const second = next();
    expect(second > first).toBe(true);
    // It had been a day ahead, until somebody set it right.
    now -= DAY_MS;
    const third = next();
    expect(timeOf(third)).toBe(now);
    expect(next() > third).toBe(true);
  });

  it.each([
    '',
    'abc',
    '019a6f0e-0000-7000-8000-00000000000G',
    ' 019a6f0e-0000-7000-8000-000000000000',
    '%00',
  ])('is not %p', (value) => expect(isId(value)).toBe(false));
});
