import { publicApi } from '@/data/api';
import { unwrap } from '@/data/problem';
import { sitePaths } from '@/shell/paths';
import { leaveFor } from './leave-for';

/**
 * Ends the session and leads to the sign-in page (or to `next`) by a full page load, so that nothing of this person
 * stays in memory. Throws ApiProblem when Parley did not answer: then they are still signed in.
 */
export async function signOut(next: string = sitePaths.signIn()): Promise<never> {
  const result = await publicApi.DELETE('/api/v1/session');
  // Whose session is over already is signed out all the same.
  if (result.response.status !== 401) unwrap(result);
  return leaveFor(next);
}
