import { createHash, createSecretKey, KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment';
import { decrypt, encrypt } from './authenticated-encryption';

/** A tenant's data key as it is stored; no tenant: the accounts' own. */
export interface WrappedKey {
  readonly id: string;
  readonly tenantId: string | null;
  readonly wrapped: Buffer;
  /** Names the ENCRYPTION_KEY that opens it. */
  readonly wrappedBy: string;
}

export type Unwrapped =
  | { readonly kind: 'key'; readonly key: KeyObject }
  | { readonly kind: 'unreadable'; readonly because: 'unknown_encryption_key' | 'data_key_tampered' };

const VERSION = 1;
const ID_HEX_DIGITS = 8;

/** ENCRYPTION_KEY and the ones before it. They wrap data keys and nothing else. */
@Injectable()
export class EncryptionKeys {
  /** Names the present one: the first 8 hex digits of its SHA-256. */
  readonly presentId: string;
  private readonly keys = new Map<string, KeyObject>();

  constructor({ ENCRYPTION_KEY, PREVIOUS_ENCRYPTION_KEYS = [] }: Environment) {
    const present = Buffer.from(ENCRYPTION_KEY, 'base64');
    const previous = PREVIOUS_ENCRYPTION_KEYS.map((key) => Buffer.from(key, 'base64'));
    for (const key of [...previous, present]) this.keys.set(idOf(key), createSecretKey(key));
    this.presentId = idOf(present);
  }

  wrap(id: string, tenantId: string | null, key: KeyObject): WrappedKey {
    const present = this.keys.get(this.presentId) as KeyObject;
    const box = encrypt(present, key.export(), boundTo(id, tenantId, this.presentId));
    return { id, tenantId, wrapped: Buffer.concat([Buffer.of(VERSION), box]), wrappedBy: this.presentId };
  }

  unwrap({ id, tenantId, wrapped, wrappedBy }: WrappedKey): Unwrapped {
    const by = this.keys.get(wrappedBy);
    if (by === undefined) return { kind: 'unreadable', because: 'unknown_encryption_key' };
    const key =
      wrapped[0] === VERSION ? decrypt(by, wrapped.subarray(1), boundTo(id, tenantId, wrappedBy)) : null;
    if (key === null) return { kind: 'unreadable', because: 'data_key_tampered' };
    return { kind: 'key', key: createSecretKey(key) };
  }
}

function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, ID_HEX_DIGITS);
}

function boundTo(id: string, tenantId: string | null, wrappedBy: string): Buffer {
  return Buffer.from(JSON.stringify(['data_key', id, tenantId, wrappedBy]), 'utf8');
}
