import type { AccessToken } from '../tokens/access-token';
import { failureOf } from './error-table';
import { unknownObject, type GraphFailure } from './graph-failure';

/** What a call does, as far as permissions tell it apart. */
export type Deed = 'send' | 'media' | 'manage';

const MESSAGING = 'whatsapp_business_messaging';
const MANAGEMENT = 'whatsapp_business_management';
const PERMISSION_DENIED = 10;

/**
 * Why a token may not do this to an account's object (facts A2, A4): an account that it was not given for does not exist
 * for it; sending without the scope is 10, everything else 200. null: it may.
 */
export function forbiddenTo(
  token: AccessToken,
  wabaId: string,
  { method, id, deed }: { method: string; id: string; deed: Deed },
): GraphFailure | null {
  if (token.wabaIds !== null && !token.wabaIds.includes(wabaId)) return unknownObject(method, id);
  const scope = deed === 'manage' ? MANAGEMENT : MESSAGING;
  if (token.scopes.includes(scope)) return null;
  return deed === 'send' ? failureOf(PERMISSION_DENIED) : scopeMissing(scope);
}

function scopeMissing(scope: string): GraphFailure {
  return {
    httpStatus: 403,
    code: 200,
    type: 'OAuthException',
    message: `(#200) Requires ${scope} permission to manage the object`,
  };
}
