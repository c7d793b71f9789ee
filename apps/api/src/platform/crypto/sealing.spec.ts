import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { newId } from '../../kernel/ids';
import { DataKey, dataKeyIdOf, openWith, sealWith } from './sealing';
import { SecretPlace } from './unreadable-secret';

const dataKey: DataKey = { id: newId(), key: createSecretKey(Buffer.alloc(32, 1)) };
const place: SecretPlace = { tenantId: 'tenant-1', table: 'channel', column: 'access_token', row: 'row-1' };

/** As SecretBox does: first which key, then whether it opens. */
function open(sealed: Buffer, at: SecretPlace = place, key: DataKey = dataKey): string | null {
  return dataKeyIdOf(sealed) === key.id ? openWith(key, sealed, at) : null;
}

describe('a sealed secret', () => {
  it('opens again where it was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (secret) => {
        expect(open(sealWith(dataKey, secret, place))).toBe(secret);
      }),
    );
  });

  it('names its data key', () => {
    expect(dataKeyIdOf(sealWith(dataKey, 'secret', place))).toBe(dataKey.id);
  });

  it('looks different each time', () => {
    expect(sealWith(dataKey, 'same', place).equals(sealWith(dataKey, 'same', place))).toBe(false);
  });

  it('does not show what it holds', () => {
    expect(sealWith(dataKey, 'EAAG-the-token', place).toString('latin1')).not.toContain('token');
  });

  it.each<[keyof SecretPlace]>([['tenantId'], ['table'], ['column'], ['row']])(
    'does not open at another %s',
    (part) => {
      const sealed = sealWith(dataKey, 'secret', place);
      expect(open(sealed, { ...place, [part]: 'another' })).toBeNull();
    },
  );

  it('of an account does not open in a tenant whose name is empty', () => {
    const sealed = sealWith(dataKey, 'secret', { ...place, tenantId: null });
    expect(open(sealed, { ...place, tenantId: '' })).toBeNull();
    expect(open(sealed, { ...place, tenantId: 'null' })).toBeNull();
  });

  it('does not open where the parts of the place only look the same when put together', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (tenantId, table) => {
        const sealed = sealWith(dataKey, 'secret', { ...place, tenantId, table });
        for (const between of ['', '|', '\u001f', '","']) {
          const moved = { ...place, tenantId: '', table: `${tenantId}${between}${table}` };
          if (tenantId !== '') expect(open(sealed, moved)).toBeNull();
        }
      }),
    );
  });

  it('does not open with another key of the same name', () => {
    const sealed = sealWith(dataKey, 'secret', place);
    expect(open(sealed, place, { ...dataKey, key: createSecretKey(Buffer.alloc(32, 2)) })).toBeNull();
  });

  it('does not open with the same key of another name', () => {
    const other = { ...dataKey, id: newId() };
    const sealed = sealWith(dataKey, 'secret', place);
    expect(openWith(other, sealed, place)).toBeNull();
  });

  it('does not open when any one bit was flipped', () => {
    const sealed = sealWith(dataKey, 'a secret', place);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const tampered = Buffer.from(sealed);
      const index = bit >> 3;
      tampered[index] = (tampered[index] as number) ^ (1 << (bit & 7));
      expect(open(tampered)).toBeNull();
    }
  });

  it.each(['', 'a secret'])('does not open when anything was cut off (%p)', (secret) => {
    const sealed = sealWith(dataKey, secret, place);
    for (let length = 0; length < sealed.length; length++) {
      expect(open(sealed.subarray(0, length))).toBeNull();
    }
  });

  it('is told from bytes that nobody sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(open(Buffer.from(bytes))).toBeNull();
      }),
    );
  });
});
