import { randomBytes } from 'node:crypto';
import { hashOf } from '../../platform/crypto/opaque-token';

const COUNT = 10;
const CHARACTERS = 16;
/** Crockford's base 32: no I, L, O or U, so that nothing is misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 random bits each, so that SHA-256 is enough to keep them by. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = Array.from(randomBytes(CHARACTERS), (byte) => ALPHABET.charAt(byte & 31)).join('');
    return (letters.match(/.{4}/g) ?? []).join('-');
  });
}

/** The same for every way of writing a code: in small letters, without hyphens, with an O for a zero. */
export function recoveryCodeHash(code: string): Buffer {
  const letters = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return hashOf(letters.replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
}
