import type { Tenant } from '@parley/api-client';
import { cache } from 'react';
import { asProblem, unwrap } from '@/data/problem';
import { apiForVisitor } from './ask-api';

export type Workspace =
  | { kind: 'open'; tenant: Tenant }
  | { kind: 'signedOut' }
  /** There is none of that name, or not for them: the API does not tell which. */
  | { kind: 'unknown' }
  | Unreachable;

export type Unreachable = { kind: 'unreachable'; requestId: string | null };

/** The tenant of that slug, as the API shows it to whoever made this request. Asked once per request. */
export const findWorkspace = cache(async (slug: string): Promise<Workspace> => {
  try {
    return { kind: 'open', tenant: unwrap(await (await apiForVisitor(slug)).GET('/api/v1/tenant')) };
  } catch (error) {
    const { status, requestId } = asProblem(error);
    if (status === 401) return { kind: 'signedOut' };
    if (status === 404) return { kind: 'unknown' };
    return { kind: 'unreachable', requestId };
  }
});
