import { KeyObject } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { BOX_BYTES, decrypt, encrypt } from './authenticated-encryption';
import { SecretPlace } from './unreadable-secret';

const VERSION = 1;
const KEY_ID_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES;

export interface DataKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** Layout: version (1) | data key id (16) | nonce (12) | tag (16) | ciphertext. */
export function sealWith(dataKey: DataKey, secret: string, place: SecretPlace): Buffer {
  const box = encrypt(dataKey.key, Buffer.from(secret, 'utf8'), boundTo(place, dataKey.id));
  return Buffer.concat([Buffer.of(VERSION), parse(dataKey.id), box]);
}

/** Null when it was changed, or sealed for another place or with another key. */
export function openWith(dataKey: DataKey, sealed: Buffer, place: SecretPlace): string | null {
  return (
    decrypt(dataKey.key, sealed.subarray(HEAD_BYTES), boundTo(place, dataKey.id))?.toString('utf8') ?? null
  );
}

/** Null when these bytes are nothing that we sealed. */
export function dataKeyIdOf(sealed: Buffer): string | null {
  if (sealed.length < HEAD_BYTES + BOX_BYTES || sealed[0] !== VERSION) return null;
  try {
    return stringify(sealed.subarray(1, HEAD_BYTES));
  } catch {
    return null;
  }
}

// JSON, so that no two places look the same when they are put together.
function boundTo({ tenantId, table, column, row }: SecretPlace, dataKeyId: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, tenantId, table, column, row, dataKeyId]), 'utf8');
}
