import { createCipheriv, createDecipheriv, KeyObject, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** How many bytes a box has more than what is in it. */
export const BOX_BYTES = NONCE_BYTES + TAG_BYTES;

/** AES-256-GCM under a random nonce; `bound` must be the same when it is opened. Layout: nonce (12) | tag (16) | ciphertext. */
export function encrypt(key: KeyObject, plaintext: Buffer, bound: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

/** Null when the key is another one, when any bit was changed, or when it was bound to something else. */
export function decrypt(key: KeyObject, box: Buffer, bound: Buffer): Buffer | null {
  if (box.length < BOX_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(bound)
    .setAuthTag(box.subarray(NONCE_BYTES, BOX_BYTES));
  const plaintext = decipher.update(box.subarray(BOX_BYTES));
  try {
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    return null;
  }
}
