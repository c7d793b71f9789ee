import { slugFault, slugOf } from './slug-of';

describe('the address that a name suggests', () => {
  it.each([
    ['Acme', 'acme'],
    ['  Acme  Bakery, Inc. ', 'acme-bakery-inc'],
    ['Café Lumière & Söhne', 'cafe-lumiere-sohne'],
    ['Straße 12', 'strasse-12'],
    ["Sara's shop", 'saras-shop'],
    ['ＡＣＭＥ', 'acme'],
    ['--a--b--', 'a-b'],
    ['نان سنگک 24', '24'],
    ['فروشگاه', ''],
    ['🙂', ''],
    ['', ''],
  ])('%j → %j', (name, slug) => expect(slugOf(name)).toBe(slug));

  it('is short enough, and does not end in a hyphen where it was cut', () => {
    const slug = slugOf(`${'a'.repeat(39)} bakery`);
    expect(slug).toBe('a'.repeat(39));
    expect(slugOf('x'.repeat(200))).toHaveLength(40);
  });

  it('is one that can be used, whenever there is one', () => {
    for (const name of ['Acme', 'Ünïcödé 7', 'a - b', '1', `${'ab '.repeat(40)}`]) {
      expect(slugFault(slugOf(name))).toBeNull();
    }
  });
});

describe('an address that someone types', () => {
  it.each(['a', '7', 'acme', 'acme-bakery-2', 'a'.repeat(40)])('%j is fine', (slug) =>
    expect(slugFault(slug)).toBeNull(),
  );

  it.each(['', '-a', 'a-', 'a--b', 'Acme', 'a b', 'é', 'a/b', 'a'.repeat(41)])('%j is not', (slug) =>
    expect(slugFault(slug)).toEqual(expect.any(String)),
  );
});
