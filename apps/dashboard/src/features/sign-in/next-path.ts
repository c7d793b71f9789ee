const HERE = 'https://here.invalid';
const ENTRANCES = ['/sign-in', '/set-up', '/api'];

/**
 * Where to go after signing in: `wish` when it is a page of this site, else null. An address of another site must
 * never come out, however it is written; browsers read "\" as "/" and drop tabs and line breaks.
 */
export function nextPath(wish: string | null | undefined): string | null {
  if (!wish || !wish.startsWith('/') || /[\p{Cc}\s]/u.test(wish)) return null;
  const url = URL.parse(wish, HERE);
  if (!url || url.origin !== HERE || url.username || url.password) return null;
  // "/.//evil.example" is a path of this site that a second reading would take for another host.
  if (url.pathname.startsWith('//')) return null;
  if (ENTRANCES.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}
