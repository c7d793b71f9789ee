import fc from 'fast-check';
import { newId } from '../../kernel/ids';
import { Installation, newApiKeyToken, readApiKeyToken } from './api-key-token';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const installation = fc.constantFrom<Installation>('live', 'test');
const tenant = fc.uuid();
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const token = fc.tuple(installation, tenant, secret).map((parts) => newApiKeyToken(...parts));

describe('the token of an API key', () => {
  it('tells its installation and its tenant', () => {
    fc.assert(
      fc.property(installation, tenant, secret, (where, tenantId, bytes) => {
        const read = readApiKeyToken(newApiKeyToken(where, tenantId, bytes));
        expect(read).toEqual({ installation: where, tenantId });
      }),
    );
  });

  it('has one length and one shape, that a scanner of leaked secrets can look for', () => {
    fc.assert(
      fc.property(token, (text) => {
        expect(text).toMatch(/^parley_(live|test)_[0-9A-Za-z]{71}$/);
      }),
    );
  });

  it('differs wherever the secret differs', () => {
    fc.assert(
      fc.property(tenant, secret, secret, (tenantId, one, other) => {
        fc.pre(!one.equals(other));
        expect(newApiKeyToken('live', tenantId, one)).not.toBe(newApiKeyToken('live', tenantId, other));
      }),
    );
  });

  it('differs each time', () => {
    const tenantId = newId();
    const tokens = Array.from({ length: 1000 }, () => newApiKeyToken('live', tenantId));
    expect(new Set(tokens).size).toBe(1000);
  });

  it('is refused when any one character was mistyped', () => {
    fc.assert(
      fc.property(token, fc.nat(70), fc.integer({ min: 1, max: 61 }), (text, place, step) => {
        const at = 'parley_live_'.length + place;
        const digit = DIGITS.charAt((DIGITS.indexOf(text.charAt(at)) + step) % DIGITS.length);
        expect(readApiKeyToken(text.slice(0, at) + digit + text.slice(at + 1))).toBeNull();
      }),
    );
  });

  it('is refused when two neighbours were swapped', () => {
    fc.assert(
      fc.property(token, fc.nat(69), (text, place) => {
        const at = 'parley_live_'.length + place;
        const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
        fc.pre(swapped !== text);
        expect(readApiKeyToken(swapped)).toBeNull();
      }),
    );
  });

  it('is refused when it was relabelled for another installation', () => {
    fc.assert(
      fc.property(tenant, secret, (tenantId, bytes) => {
        const relabelled = newApiKeyToken('test', tenantId, bytes).replace('_test_', '_live_');
        expect(readApiKeyToken(relabelled)).toBeNull();
      }),
    );
  });

  it('is refused when a part of it is missing or something was added', () => {
    const text = newApiKeyToken('live', newId());
    for (let length = 0; length < text.length; length++) {
      expect(readApiKeyToken(text.slice(0, length))).toBeNull();
    }
    for (const more of [' ', '\n', '0', '\0', '=']) {
      expect(readApiKeyToken(text + more)).toBeNull();
      expect(readApiKeyToken(more + text)).toBeNull();
    }
  });

  it('is never read out of anything else, and reading never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(readApiKeyToken(text)).toBeNull();
        expect(readApiKeyToken(`parley_live_${text}`)).toBeNull();
      }),
    );
  });

  it('is refused, not cut, when its digits are a number too great for 48 bytes', () => {
    // 65 times the highest digit, with the checksum that belongs to it.
    expect(readApiKeyToken(`parley_live_${'z'.repeat(65)}1qF2KJ`)).toBeNull();
  });

  it('holds the extremes', () => {
    for (const [hex, byte] of [
      ['0', 0],
      ['f', 255],
    ] as const) {
      const tenantId = [8, 4, 4, 4, 12].map((length) => hex.repeat(length)).join('-');
      const text = newApiKeyToken('live', tenantId, Buffer.alloc(32, byte));
      expect(readApiKeyToken(text)).toEqual({ installation: 'live', tenantId });
    }
  });

  it('can be checked by anyone: CRC-32 of all before the last six, in base 62', () => {
    const text = newApiKeyToken('live', '01900000-0000-7000-8000-000000000001', Buffer.alloc(32, 7));
    expect(text).toBe('parley_live_02syzbT3w17wea6I2aY8DteLvYnQCEenSKONiuHs05TNIEh5EW8HeUygVPialrZoN1lNAQk');
  });
});
