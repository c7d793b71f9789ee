import type { ApiClient, Problem } from '@parley/api-client';
import { sitePaths } from '@/shell/paths';

type Middleware = Parameters<ApiClient['use']>[0];

let isLeaving = false;

/**
 * When the session is over: goes to the sign-in page, from which the way leads back here. Once, however many calls
 * are answered like that at the same time. Other refusals with 401 (a wrong code, say) are left to the caller.
 */
export const leaveForSignIn: Middleware = {
  async onResponse({ response }) {
    if (response.status === 401 && (await codeOf(response)) === 'sign_in_required') signInAgain();
    return undefined;
  },
};

export function signInAgain(): void {
  if (isLeaving) return;
  isLeaving = true;
  const { pathname, search, hash } = window.location;
  window.location.replace(sitePaths.signIn(`${pathname}${search}${hash}`));
}

async function codeOf(response: Response): Promise<string | undefined> {
  try {
    return ((await response.clone().json()) as Partial<Problem>).code;
  } catch {
    return undefined;
  }
}
