import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Parley';
const SECRET_BYTES = 20;
const PERIOD_S = 30;
/** A clock may be one step ahead or behind, and a code may be typed slowly. */
const WINDOW = 1;

export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** As authenticator apps read it from a QR code. */
export function totpUri(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** The time step whose code this is; null when it is the code of none that is good now. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: digitsOf(code), timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

/** What is made of digits alone is a code of the app; a recovery code has letters. */
export function looksLikeTotp(code: string): boolean {
  return /^\d{6}$/.test(digitsOf(code));
}

/** "123 456" is how apps show a code, and a Persian or Arabic keyboard has digits of its own. */
function digitsOf(code: string): string {
  return code
    .replaceAll(/[\s\u200c-\u200f]/g, '')
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

function totpOf(secret: string, label = 'account'): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_S });
}
