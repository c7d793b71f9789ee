import { createHash } from 'node:crypto';

const FINGERPRINT_DIGITS = 16;
const LAST = 4;

/** What may be told of an access token, so that people recognise theirs. A long random one cannot be found from it. */
export interface TokenTraits {
  readonly lastFour: string;
  /** `printf %s "$TOKEN" | sha256sum | cut -c-16` */
  readonly fingerprint: string;
}

export function traitsOf(accessToken: string): TokenTraits {
  const digest = createHash('sha256').update(accessToken, 'utf8').digest('hex');
  return { lastFour: accessToken.slice(-LAST), fingerprint: digest.slice(0, FINGERPRINT_DIGITS) };
}
