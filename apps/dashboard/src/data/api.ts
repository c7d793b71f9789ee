import { createApiClient } from '@parley/api-client';

/** The API as the browser reaches it: on the page's own origin, with the page's cookies. */
export const api = createApiClient('');
