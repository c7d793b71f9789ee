import { Finding } from '../../../channels';
import { ConnectionFacts } from './facts';
import { fault, ok, unknown, untold, warning } from './findings';

/** What Parley cannot do without (facts: cloud-api.md A2). */
const NEEDED_SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'];
const SOON_MS = 14 * 24 * 3_600_000;

const NEW_TOKEN =
  "Make a new access token in Meta's Business Settings under System users, without an end, and give it to the number.";

export function accessToken({ token, number, nowMs }: ConnectionFacts): Finding {
  const check = 'access_token';
  const refusal = [number, token].find(
    (one) =>
      one.kind === 'failed' && (one.trouble.code === 'auth_failed' || one.trouble.code === 'auth_expired'),
  );
  if (refusal?.kind === 'failed')
    return fault(check, `Meta does not take it: ${refusal.trouble.reason}`, NEW_TOKEN);
  if (token.kind === 'failed') {
    if (number.kind === 'done') return ok(check, 'Meta takes it. Until when it is good, Meta did not say.');
    return untold(check, token.trouble);
  }
  const { isValid, expiresAtMs, error } = token.value;
  if (!isValid)
    return fault(check, `It is not valid any more: ${error?.message ?? 'Meta does not say why.'}`, NEW_TOKEN);
  if (expiresAtMs === null) return ok(check, 'Meta takes it, and it does not expire.');
  const day = new Date(expiresAtMs).toISOString().slice(0, 10);
  if (expiresAtMs <= nowMs) return fault(check, `It expired on ${day}.`, NEW_TOKEN);
  if (expiresAtMs - nowMs <= SOON_MS) return warning(check, `It expires on ${day}.`, NEW_TOKEN);
  return ok(check, `Meta takes it until ${day}.`);
}

export function tokenScopes({ token, wabaId }: ConnectionFacts): Finding {
  const check = 'token_scopes';
  if (token.kind === 'failed') return untold(check, token.trouble);
  const { scopes, granularScopes } = token.value;
  const missing = NEEDED_SCOPES.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) {
    return fault(
      check,
      `It lacks the permission ${missing.join(' and ')}.`,
      'Make a new access token and tick both WhatsApp permissions.',
    );
  }
  const elsewhere = granularScopes.find(
    ({ scope, targetIds }) =>
      NEEDED_SCOPES.includes(scope) && targetIds !== null && wabaId !== null && !targetIds.includes(wabaId),
  );
  if (elsewhere !== undefined) {
    return fault(
      check,
      `Its permission ${elsewhere.scope} is for other accounts than ${wabaId}.`,
      "Give the token's system user access to this WhatsApp account in Meta's Business Settings, then make a new token.",
    );
  }
  return ok(check, 'It has both permissions that are needed.');
}

export function tokenApp({ token, appId }: ConnectionFacts): Finding {
  const check = 'token_app';
  if (appId === null)
    return unknown(
      check,
      'Parley does not know which Meta app is its own.',
      'Whoever runs Parley sets WHATSAPP_APP_ID.',
    );
  // Meta tells an app of its own tokens only.
  const isOfAnother =
    token.kind === 'failed' ? token.trouble.providerCode === '100' : token.value.appId !== appId;
  if (isOfAnother) {
    return warning(
      check,
      `It was not made for the app ${appId}.`,
      `Make it in the app ${appId}, or have whoever runs Parley add the secret of its app to WHATSAPP_APP_SECRETS.`,
    );
  }
  if (token.kind === 'failed') return untold(check, token.trouble);
  return ok(check, 'It was made for our app.');
}
