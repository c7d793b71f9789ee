const MAX_LENGTH = 40;
const SLUG = /^[a-z0-9](-?[a-z0-9])*$/;

/** A proposal for the address of a workspace; '' when its name has no Latin letter or digit. */
export function slugFromName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[a-z0-9]+/g);
  return (words ?? []).join('-').slice(0, MAX_LENGTH).replace(/-$/, '');
}

/** What is wrong with an address, or null. The API's rule: tenancy/tenants/slug.ts. */
export function faultInSlug(slug: string): string | null {
  if (slug.length > MAX_LENGTH) return `At most ${MAX_LENGTH} characters.`;
  return SLUG.test(slug) ? null : 'Small letters a-z and digits, with single hyphens between them.';
}
