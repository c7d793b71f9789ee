import fc from 'fast-check';
import { faultInSlug, slugFromName } from './slug-from-name';

describe('the address proposed for a workspace', () => {
  it.each([
    ['Acme', 'acme'],
    ['  Acme & Sons, Ltd. ', 'acme-sons-ltd'],
    ['Pão de Açúcar', 'pao-de-acucar'],
    ["Ben's Bakery", 'bens-bakery'],
    ['شیرینی‌سرای شیراز', ''],
    ['A'.repeat(39) + ' B', 'a'.repeat(39)],
  ])('of %s is %s', (name, slug) => expect(slugFromName(name)).toBe(slug));

  it('is one that the API takes, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const slug = slugFromName(name);
        return slug === '' || faultInSlug(slug) === null;
      }),
    );
  });
});

describe('an address that somebody typed', () => {
  it.each(['acme', 'a', '7', 'acme-2'])('%s is fine', (slug) => expect(faultInSlug(slug)).toBeNull());
  it.each(['Acme', 'a--b', '-a', 'a-', 'a b', 'ä', '', 'a/b', 'a'.repeat(41)])('"%s" is not', (slug) =>
    expect(faultInSlug(slug)).not.toBeNull(),
  );
});
