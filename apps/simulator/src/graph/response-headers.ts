import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Usage } from '../limits/management-usage';
import type { GraphFailure } from './graph-failure';

const USAGE = { call_count: 0, total_cputime: 0, total_time: 0 };
const REVISION = '1031415926';

/** The headers that Graph adds to every answer. */
export function addGraphHeaders(reply: FastifyReply, version: string, wabaId: string): void {
  const businessUsage = {
    [wabaId]: [
      {
        type: 'whatsapp',
        call_count: 1,
        total_cputime: 1,
        total_time: 1,
        estimated_time_to_regain_access: 0,
      },
    ],
  };
  reply.headers({
    'facebook-api-version': version,
    'x-fb-request-id': `A${randomBytes(17).toString('base64url').slice(0, 22)}`,
    'x-fb-trace-id': randomBytes(8).toString('base64url'),
    'x-fb-rev': REVISION,
    'x-fb-debug': randomBytes(64).toString('base64'),
    'x-app-usage': JSON.stringify(USAGE),
    'x-business-use-case-usage': JSON.stringify(businessUsage),
    'access-control-allow-origin': '*',
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    pragma: 'no-cache',
    expires: 'Sat, 01 Jan 2000 00:00:00 GMT',
    vary: 'Origin',
  });
}

/** Of a call that is no send: what was used of the limits, in percent. */
export function addUsageHeaders(
  reply: FastifyReply,
  wabaId: string,
  { ofAccount, ofApp, minutesToRegainAccess }: Usage,
): void {
  const used = (percent: number): typeof USAGE => ({
    call_count: percent,
    total_cputime: percent,
    total_time: percent,
  });
  const ofBusiness = {
    type: 'whatsapp_business_management',
    ...used(ofAccount),
    estimated_time_to_regain_access: minutesToRegainAccess,
  };
  reply.headers({
    'x-app-usage': JSON.stringify(used(ofApp)),
    'x-business-use-case-usage': JSON.stringify({ [wabaId]: [ofBusiness] }),
  });
}

/** Graph repeats a refusal in this header, as OAuth wants it. */
export function addRefusalHeader(reply: FastifyReply, failure: GraphFailure): void {
  const reason = failure.httpStatus === 401 ? 'invalid_token' : 'invalid_request';
  const message = failure.message.replace(/[^\x20-\x7e]/g, '?').replaceAll('"', "'");
  reply.header('www-authenticate', `OAuth "Facebook Platform" "${reason}" "${message}"`);
}
