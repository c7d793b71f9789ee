import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_HEADER = /^sha256=[0-9a-f]{64}$/;

/** The value of `X-Hub-Signature-256` for these exact bytes: `sha256=` and 64 lowercase hex digits. */
export function signBody(rawBody: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`;
}

/**
 * The one of the app secrets (several during a rotation) with which the header signs these exact bytes.
 * Never throws: an absent, malformed or non-ASCII header is signed with none of them, and nothing with an empty secret.
 */
export function secretBehind(
  rawBody: Uint8Array,
  header: string | undefined,
  appSecrets: readonly string[],
): string | undefined {
  if (typeof header !== 'string' || !SIGNATURE_HEADER.test(header)) return undefined;
  const claimed = Buffer.from(header, 'latin1');
  let found: string | undefined;
  for (const appSecret of appSecrets) {
    // No early return: the time taken must not tell which secret matched.
    const isSigned =
      appSecret !== '' && timingSafeEqual(claimed, Buffer.from(signBody(rawBody, appSecret), 'latin1'));
    if (isSigned) found = appSecret;
  }
  return found;
}

/** Whether the header signs these exact bytes with one of the app secrets. Never throws. */
export function signatureMatches(
  rawBody: Uint8Array,
  header: string | undefined,
  appSecrets: readonly string[],
): boolean {
  return secretBehind(rawBody, header, appSecrets) !== undefined;
}
