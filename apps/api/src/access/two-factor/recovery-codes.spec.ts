import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';

describe('recovery codes', () => {
  it('are ten of 80 bits, all different, without letters that are misread', () => {
    const codes = newRecoveryCodes();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('use every letter about as often', () => {
    const letters = Array.from({ length: 400 }, newRecoveryCodes).flat().join('').replaceAll('-', '');
    const counts = new Map<string, number>();
    for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    for (const count of counts.values()) expect(count / (letters.length / 32)).toBeCloseTo(1, 0);
  });

  it.each([
    'ab0d-efgh-1jkm-npqr',
    'AB0DEFGH1JKMNPQR',
    'ab0d efgh 1jkm npqr',
    'ABOD-EFGH-LJKM-NPQR',
    'abod-efgh-ijkm-npqr',
  ])('are the same when written as %p', (written) =>
    expect(recoveryCodeHash(written)).toEqual(recoveryCodeHash('AB0D-EFGH-1JKM-NPQR')),
  );
});
