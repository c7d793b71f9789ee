import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_HEADER = /^sha256=[0-9a-f]{64}$/;

/** The value of `X-Hub-Signature-256` for these exact bytes: `sha256=` and 64 lowercase hex digits. */
export function signBody(rawBody: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`;
}

/**
 * Whether the header signs these exact bytes with one of the app secrets (several during a rotation).
 * Never throws: an absent, malformed or non-ASCII header is simply false, and so is an empty secret.
 */
export function signatureMatches(
  rawBody: Uint8Array,
  header: string | undefined,
  appSecrets: readonly string[],
): boolean {
  if (typeof header !== 'string' || !SIGNATURE_HEADER.test(header)) return false;
  const claimed = Buffer.from(header, 'latin1');
  let matches = false;
  for (const appSecret of appSecrets) {
    // No early return: the time taken must not tell which secret matched.
    const isSigned =
      appSecret !== '' && timingSafeEqual(claimed, Buffer.from(signBody(rawBody, appSecret), 'latin1'));
    matches = isSigned || matches;
  }
  return matches;
}
