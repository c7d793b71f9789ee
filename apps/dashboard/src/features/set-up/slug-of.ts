/** As the API has it (apps/api/src/tenancy/tenants/slug.ts). */
const SLUG = /^[a-z0-9](-?[a-z0-9])*$/;
const MAX_LENGTH = 40;

/** "Café Lumière & Söhne" → "cafe-lumiere-sohne". Empty when the name has no letter that an address can hold. */
export function slugOf(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’'`]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
}

/** What is wrong with a slug that was typed, or null. */
export function slugFault(slug: string): string | null {
  if (slug.length > MAX_LENGTH) return `An address has at most ${MAX_LENGTH} characters.`;
  return SLUG.test(slug) ? null : 'Use small letters a to z and digits, with single hyphens between them.';
}
