import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type Installation = 'live' | 'test';

/** What a token says about itself. Only the database knows whether it is good. */
export interface ReadToken {
  readonly installation: Installation;
  readonly tenantId: string;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);
const TENANT_BYTES = 16;
const SECRET_BYTES = 32;
const BODY_BYTES = TENANT_BYTES + SECRET_BYTES;
/** The fewest digits that hold every body, and every CRC-32. */
const BODY_DIGITS = 65;
const CHECKSUM_DIGITS = 6;
const TOKEN = new RegExp(
  `^parley_(live|test)_([0-9A-Za-z]{${BODY_DIGITS}})([0-9A-Za-z]{${CHECKSUM_DIGITS}})$`,
);

/**
 * A new key of that tenant: `parley_live_`, 65 digits in base 62 (16 bytes of the tenant's id, 32 random bytes), and
 * the CRC-32 of all before it in 6 digits more. The prefix lets people and scanners of leaked secrets know it, the
 * checksum tells a key from a typing error without a query, and the tenant says under whose policies to look it up.
 */
export function newApiKeyToken(
  installation: Installation,
  tenantId: string,
  secret = randomBytes(SECRET_BYTES),
): string {
  const tenant = Buffer.from(tenantId.replaceAll('-', ''), 'hex');
  const unchecked = prefixOf(installation) + inBase62(Buffer.concat([tenant, secret]), BODY_DIGITS);
  return unchecked + checksumOf(unchecked);
}

/** Null for what we never made: another shape, or a wrong checksum. */
export function readApiKeyToken(token: string): ReadToken | null {
  const [, installation, body] = TOKEN.exec(token) ?? [];
  if (installation === undefined || body === undefined) return null;
  if (checksumOf(token.slice(0, -CHECKSUM_DIGITS)) !== token.slice(-CHECKSUM_DIGITS)) return null;
  const bytes = outOfBase62(body);
  if (bytes === null) return null;
  const hex = bytes.subarray(0, TENANT_BYTES).toString('hex');
  const tenantId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { installation: installation as Installation, tenantId };
}

export const prefixOf = (installation: Installation): string => `parley_${installation}_`;

const checksumOf = (text: string): string => inBase62(uint32(crc32(text)), CHECKSUM_DIGITS);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function inBase62(bytes: Buffer, digits: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let place = 0; place < digits; place++) {
    text = DIGITS.charAt(Number(rest % BASE)) + text;
    rest /= BASE;
  }
  return text;
}

/** Null for a number that is too great to be a body. */
function outOfBase62(text: string): Buffer | null {
  const value = [...text].reduce((sum, digit) => sum * BASE + BigInt(DIGITS.indexOf(digit)), 0n);
  const hex = value.toString(16).padStart(BODY_BYTES * 2, '0');
  return hex.length > BODY_BYTES * 2 ? null : Buffer.from(hex, 'hex');
}
