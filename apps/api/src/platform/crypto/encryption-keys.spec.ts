import { createSecretKey } from 'node:crypto';
import { newId } from '../../kernel/ids';
import { Environment } from '../config/environment';
import { EncryptionKeys } from './encryption-keys';

const base64 = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

function keys(present: number, ...previous: number[]): EncryptionKeys {
  return new EncryptionKeys({
    ENCRYPTION_KEY: base64(present),
    PREVIOUS_ENCRYPTION_KEYS: previous.map(base64),
  } as Environment);
}

describe('a wrapped data key', () => {
  const key = createSecretKey(Buffer.alloc(32, 9));
  const wrapped = keys(1).wrap(newId(), newId(), key);
  const opened = { kind: 'key', key };

  it('opens with the ENCRYPTION_KEY that wrapped it, be it the present one or one before it', () => {
    expect(keys(1).unwrap(wrapped)).toEqual(opened);
    expect(keys(2, 1).unwrap(wrapped)).toEqual(opened);
    expect(keys(3, 2, 1).unwrap(wrapped)).toEqual(opened);
  });

  it('is always wrapped with the present one', () => {
    expect(keys(2, 1).wrap(newId(), null, key).wrappedBy).toBe(keys(2).presentId);
    // Also where the same key is named twice.
    expect(keys(2, 2).wrap(newId(), null, key).wrappedBy).toBe(keys(2).presentId);
  });

  it('says that its ENCRYPTION_KEY is not configured', () => {
    expect(keys(2).unwrap(wrapped)).toEqual({ kind: 'unreadable', because: 'unknown_encryption_key' });
  });

  it.each([
    ['of another tenant', { tenantId: newId() }],
    ['of no tenant', { tenantId: null }],
    ['under another id', { id: newId() }],
    ['of another layout', { wrapped: Buffer.concat([Buffer.of(2), wrapped.wrapped.subarray(1)]) }],
    ['cut short', { wrapped: wrapped.wrapped.subarray(0, -1) }],
    ['that is empty', { wrapped: Buffer.alloc(0) }],
    ['said to be wrapped by another key', { wrappedBy: keys(2).presentId }],
  ])('does not open as one %s', (_, changed) => {
    const found = keys(1, 2).unwrap({ ...wrapped, ...changed });
    expect(found).toEqual({ kind: 'unreadable', because: 'data_key_tampered' });
  });

  it('does not show the key', () => {
    expect(wrapped.wrapped.includes(Buffer.alloc(8, 9))).toBe(false);
    expect(wrapped.wrappedBy).toMatch(/^[0-9a-f]{8}$/);
  });
});
