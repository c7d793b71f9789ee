import * as fc from 'fast-check';
import { newId } from '../../kernel/ids';
import { newInvitationToken, tenantInToken } from './invitation-token';

describe('the token of an invitation', () => {
  it('carries its tenant, and 256 bits that nobody can guess', () => {
    const tenantId = newId();
    const tokens = Array.from({ length: 100 }, () => newInvitationToken(tenantId));
    expect(new Set(tokens).size).toBe(100);
    expect(new Set(tokens.map(tenantInToken))).toEqual(new Set([tenantId]));
    expect(Buffer.from(tokens[0] ?? '', 'base64url')).toHaveLength(48);
  });

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 64, maxLength: 64 })), (text) => {
        const tenantId = tenantInToken(text);
        if (tenantId !== null) expect(tenantId).toMatch(/^[0-9a-f-]{36}$/);
        else expect(tenantId).toBeNull();
      }),
    );
    expect(tenantInToken('')).toBeNull();
    expect(tenantInToken(`${newInvitationToken(newId())}=`)).toBeNull();
  });
});
