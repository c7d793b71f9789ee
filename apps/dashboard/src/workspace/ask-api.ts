import { type ApiClient, createApiClient } from '@parley/api-client';
import { headers } from 'next/headers';
import { readSettings } from '@/gateway/settings';

const API_TIMEOUT_MS = 5_000;

/** What the API should know about the visitor in whose name a page asks. */
const passedOn = ['cookie', 'user-agent', 'x-forwarded-for', 'x-forwarded-proto', 'x-request-id'];

/** The API as this server reaches it, asked in the name of whoever made the request; of a tenant, when one is named. */
export async function apiForVisitor(tenant?: string): Promise<ApiClient> {
  const visitor = await headers();
  const client = createApiClient(readSettings(process.env).apiUrl.origin);
  client.use({
    onRequest({ request }) {
      for (const name of passedOn) {
        const value = visitor.get(name);
        if (value) request.headers.set(name, value);
      }
      if (tenant) request.headers.set('parley-tenant', tenant);
      return new Request(request, { cache: 'no-store', signal: AbortSignal.timeout(API_TIMEOUT_MS) });
    },
  });
  return client;
}
