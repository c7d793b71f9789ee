import { forwardToApi } from '@/gateway/forward-to-api';
import { readSettings } from '@/gateway/settings';

export const dynamic = 'force-dynamic';

const forward = (request: Request) => forwardToApi(request, readSettings(process.env).apiUrl);

export {
  forward as DELETE,
  forward as GET,
  forward as HEAD,
  forward as OPTIONS,
  forward as PATCH,
  forward as POST,
  forward as PUT,
};
