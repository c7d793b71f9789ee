/** Which workspace was open last, so that the front page leads back there. A wish, no authority. */
export const LAST_WORKSPACE_COOKIE = 'parley_workspace';

const ONE_YEAR_S = 31_536_000;

export function rememberWorkspace(slug: string): void {
  document.cookie = `${LAST_WORKSPACE_COOKIE}=${encodeURIComponent(slug)}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
}

/** Where the front page leads: the last one, if it is still theirs, else the first; null without any. */
export function workspaceToOpen(
  tenants: readonly { slug: string }[],
  last: string | undefined,
): string | null {
  return (tenants.find(({ slug }) => slug === last) ?? tenants[0])?.slug ?? null;
}
