/** A cookie rather than local storage: the server then renders the right width and nothing jumps. */
export const SIDEBAR_COOKIE = 'parley_sidebar';

const ONE_YEAR_S = 31_536_000;

export function rememberSidebar(isCollapsed: boolean): void {
  const value = isCollapsed ? 'collapsed' : 'open';
  document.cookie = `${SIDEBAR_COOKIE}=${value}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
}
