import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment';

/** Where a secret lives. It is bound into the ciphertext, so that one moved to another row cannot be opened there. */
export interface SecretPlace {
  readonly tenantId: string;
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals secrets with AES-256-GCM. Layout: key id (4) | nonce (12) | tag (16) | ciphertext. */
@Injectable()
export class SecretBox {
  private readonly key: Buffer;
  private readonly keyId: Buffer;

  constructor(environment: Environment) {
    this.key = Buffer.from(environment.ENCRYPTION_KEY, 'base64');
    this.keyId = createHash('sha256').update(this.key).digest().subarray(0, KEY_ID_BYTES);
  }

  seal(secret: string, place: SecretPlace): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(boundTo(place));
    const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([this.keyId, nonce, cipher.getAuthTag(), ciphertext]);
  }

  /** @throws Error when the key is another one, or the secret was sealed for another place. */
  open(sealed: Buffer, place: SecretPlace): string {
    if (!sealed.subarray(0, KEY_ID_BYTES).equals(this.keyId)) {
      throw new Error(`${place.table}.${place.column} was sealed with another ENCRYPTION_KEY.`);
    }
    const nonce = sealed.subarray(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
    const tag = sealed.subarray(KEY_ID_BYTES + NONCE_BYTES, KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce).setAAD(boundTo(place)).setAuthTag(tag);
    const ciphertext = sealed.subarray(KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  }
}

function boundTo({ tenantId, table, column, row }: SecretPlace): Buffer {
  return Buffer.from([tenantId, table, column, row].join('\u001f'), 'utf8');
}
