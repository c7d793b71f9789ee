import { createApiClient, type Tenant } from '@parley/api-client';
import { headers } from 'next/headers';
import { cache } from 'react';
import { asProblem, unwrap } from '@/data/problem';
import { readSettings } from '@/gateway/settings';

const API_TIMEOUT_MS = 5_000;

export type Workspace =
  | { kind: 'open'; tenant: Tenant }
  | { kind: 'signInRequired' }
  | { kind: 'unreachable'; requestId: string | null };

/** Which tenant the API serves to whoever made this request. Asked once per request. */
export const findWorkspace = cache(async (): Promise<Workspace> => {
  const cookie = (await headers()).get('cookie');
  try {
    const result = await createApiClient(readSettings(process.env).apiUrl.origin).GET('/api/v1/tenant', {
      headers: cookie ? { cookie } : {},
      cache: 'no-store',
      signal: AbortSignal.timeout(API_TIMEOUT_MS),
    });
    return { kind: 'open', tenant: unwrap(result) };
  } catch (error) {
    const { status, requestId } = asProblem(error);
    return status === 401 ? { kind: 'signInRequired' } : { kind: 'unreachable', requestId };
  }
});
