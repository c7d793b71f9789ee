import fc from 'fast-check';
import { Environment } from '../config/environment';
import { SecretBox, SecretPlace } from './secret-box';

function boxWithKey(byte: number): SecretBox {
  return new SecretBox({ ENCRYPTION_KEY: Buffer.alloc(32, byte).toString('base64') } as Environment);
}

const box = boxWithKey(1);
const place: SecretPlace = { tenantId: 'tenant-1', table: 'channel', column: 'access_token', row: 'row-1' };

describe('a sealed secret', () => {
  it('opens again where it was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (secret) => {
        expect(box.open(box.seal(secret, place), place)).toBe(secret);
      }),
    );
  });

  it('looks different each time', () => {
    expect(box.seal('same', place).equals(box.seal('same', place))).toBe(false);
  });

  it('does not show what it holds', () => {
    expect(box.seal('EAAG-the-token', place).toString('latin1')).not.toContain('token');
  });

  it.each<[keyof SecretPlace]>([['tenantId'], ['table'], ['column'], ['row']])(
    'does not open at another %s',
    (part) => {
      const sealed = box.seal('secret', place);
      expect(() => box.open(sealed, { ...place, [part]: 'another' })).toThrow();
    },
  );

  it('does not open where the parts of the place only look the same when put together', () => {
    const sealed = box.seal('secret', { ...place, tenantId: 'ab', table: 'c' });
    expect(() => box.open(sealed, { ...place, tenantId: 'a', table: 'bc' })).toThrow();
  });

  it('does not open with another key, and says which setting is wrong', () => {
    const sealed = box.seal('secret', place);
    expect(() => boxWithKey(2).open(sealed, place)).toThrow(
      'channel.access_token was sealed with another ENCRYPTION_KEY.',
    );
  });

  it('does not open when any one bit was flipped', () => {
    const sealed = box.seal('a secret', place);
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const tampered = Buffer.from(sealed);
        const index = bit >> 3;
        tampered[index] = (tampered[index] as number) ^ (1 << (bit & 7));
        expect(() => box.open(tampered, place)).toThrow();
      }),
    );
  });

  it.each(['', 'a secret'])('does not open when anything was cut off (%p)', (secret) => {
    const sealed = box.seal(secret, place);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => box.open(sealed.subarray(0, length), place)).toThrow();
    }
  });
});
