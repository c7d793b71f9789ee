import { validateSync } from 'class-validator';
import * as fc from 'fast-check';
import { IsSlug, isReservedSlug } from './slug';

class Named {
  @IsSlug()
  slug: string;
}

const isSlug = (slug: string): boolean => validateSync(Object.assign(new Named(), { slug })).length === 0;

describe('a slug', () => {
  it.each(['acme', 'a', '1', 'a-b', 'acme-2', 'x'.repeat(40)])('may be %j', (value) => {
    expect(isSlug(value)).toBe(true);
  });

  it.each(['', '-', '-a', 'a-', 'a--b', 'A', 'ä', 'a b', 'a.b', 'a/b', 'a\n', 'x'.repeat(41)])(
    'may not be %j',
    (value) => {
      expect(isSlug(value)).toBe(false);
    },
  );

  it('stands in an address, a header and a file name as it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        if (isSlug(value)) expect(encodeURIComponent(value)).toBe(value);
      }),
    );
  });

  it('is no word of ours', () => {
    expect(['api', 'admin', 'www', 'set-up', 'parley'].every(isReservedSlug)).toBe(true);
    expect(isReservedSlug('demo')).toBe(false);
  });
});
