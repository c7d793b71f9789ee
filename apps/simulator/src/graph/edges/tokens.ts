import { field, textOrNull } from '../../sends/parameter';
import type { AccessToken } from '../../tokens/access-token';
import { fingerprintOf, newToken } from '../../tokens/tokens';
import { jsonOf, type GraphAccess, type GraphRequest } from '../graph-call';
import {
  invalidParameter,
  TOKEN_EXPIRED,
  TOKEN_INVALID,
  tokenOver,
  type Answer,
  type GraphFailure,
} from '../graph-failure';

const EXPIRED = 463;
const USER_ID = '122101234567890123';

/** `GET /debug_token?input_token=`: what a token may do, and until when (facts A2, G). */
export function debugToken({ tokens, app, clock }: GraphAccess, request: GraphRequest): Answer {
  const text = textOrNull(field(request.query, 'input_token'));
  if (text === null) return invalidParameter('The parameter input_token is required.');
  const found = tokens.find(text);
  if (found === null) return { data: { error: errorOf(TOKEN_INVALID), is_valid: false, scopes: [] } };
  const { token, subcode } = found;
  // By the machine's clock, since whoever asks compares it with theirs.
  const seconds = (at: number | null): number => (at === null ? 0 : Math.floor((at - clock.offsetMs) / 1000));
  return {
    data: {
      app_id: app.id,
      type: token.kind,
      application: 'Parley',
      data_access_expires_at: 0,
      ...(subcode !== null && {
        error: errorOf(subcode === EXPIRED ? TOKEN_EXPIRED : tokenOver(subcode)),
      }),
      expires_at: seconds(token.expiresAt),
      is_valid: subcode === null,
      ...(found.issuedAt > 0 && { issued_at: seconds(found.issuedAt) }),
      scopes: token.scopes,
      granular_scopes: granularOf(token),
      user_id: USER_ID,
    },
  };
}

/** Where a scope is given for some accounts only, they are named. */
function granularOf({ scopes, wabaIds }: AccessToken): object[] {
  return scopes.map((scope) => ({ scope, ...(wabaIds !== null && { target_ids: wabaIds }) }));
}

function errorOf({ code, message, subcode }: GraphFailure): object {
  return { code, message, ...(subcode !== undefined && { subcode }) };
}

/** `GET /oauth/access_token`: the code of Embedded Signup for a token; good for half a minute, and once. */
export function exchangeCode(access: GraphAccess, request: GraphRequest): Answer {
  const asked = (name: string): string | null =>
    textOrNull(field(request.query, name) ?? field(jsonOf(request), name));
  const [clientId, secret, code] = [asked('client_id'), asked('client_secret'), asked('code')];
  if (clientId === null) return exchangeRefused(101, 'Missing client_id parameter.');
  if (clientId !== access.app.id)
    return exchangeRefused(
      101,
      'Error validating application. Cannot get application info due to a system error.',
    );
  if (secret === null) return exchangeRefused(1, 'Missing client_secret parameter.');
  if (secret !== access.app.secret) return exchangeRefused(1, 'Error validating client secret.');
  if (code === null) return exchangeRefused(100, 'This authorization code is missing.');
  const signup = access.signups.find(code);
  if (signup === 'unknown') return exchangeRefused(100, 'Invalid verification code format.');
  if (signup === 'expired') return exchangeRefused(100, 'This authorization code has expired.', 36007);
  if (signup === 'used') return exchangeRefused(100, 'This authorization code has been used.', 36009);
  const token = newToken();
  const { ledger } = access.media;
  ledger.record({ kind: 'signup.used', code });
  ledger.record({
    kind: 'token.issued',
    token: {
      fingerprint: fingerprintOf(token),
      kind: 'SYSTEM_USER',
      scopes: signup.scopes,
      expiresAt: null,
      wabaIds: [signup.wabaId],
    },
  });
  return { access_token: token, token_type: 'bearer' };
}

function exchangeRefused(code: number, message: string, subcode?: number): GraphFailure {
  return {
    httpStatus: 400,
    code,
    ...(subcode !== undefined && { subcode }),
    type: 'OAuthException',
    message,
  };
}
