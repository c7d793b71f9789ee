import { createHash, timingSafeEqual } from 'node:crypto';

const BEARER = /^Bearer +(\S+)$/i;

/** Whether an Authorization header shows exactly that token; the time it takes tells nothing of the token. */
export function isBearer(authorization: string | undefined, token: string): boolean {
  const shown = BEARER.exec(authorization ?? '')?.[1];
  return shown !== undefined && timingSafeEqual(digest(shown), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
