import { type ApiClient, createApiClient } from '@parley/api-client';
import { leaveForSignIn } from './sign-in-again';

/** For pages that need no sign-in. A 401 is an answer like another. */
export const publicApi = createApiClient('');

/** The API as a signed-in person reaches it, for what belongs to no tenant. A 401 leads to the sign-in page. */
export const api = createApiClient('');
api.use(leaveForSignIn);

const clients = new Map<string, ApiClient>();

/** The same for what belongs to a tenant. The slug is in the call, not in the address bar: that may have moved on. */
export function apiFor(tenant: string): ApiClient {
  let client = clients.get(tenant);
  if (!client) {
    client = createApiClient('');
    client.use({
      onRequest({ request }) {
        request.headers.set('parley-tenant', tenant);
        return request;
      },
    });
    client.use(leaveForSignIn);
    clients.set(tenant, client);
  }
  return client;
}
