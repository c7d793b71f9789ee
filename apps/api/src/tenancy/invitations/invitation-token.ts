import { randomBytes } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { isId } from '../../kernel/ids';

const TENANT_BYTES = 16;
const SECRET_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/** It carries its tenant, so that it is looked up under that tenant's eyes and no other's. */
export function newInvitationToken(tenantId: string): string {
  return Buffer.concat([Buffer.from(parse(tenantId)), randomBytes(SECRET_BYTES)]).toString('base64url');
}

/** Whose invitation it would be; null for what cannot be a token of ours. */
export function tenantInToken(token: string): string | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url').subarray(0, TENANT_BYTES);
  const tenantId = stringifyOrNull(bytes);
  return tenantId !== null && isId(tenantId) ? tenantId : null;
}

/** uuid's own `stringify` throws for bytes that are no UUID of any version. */
function stringifyOrNull(bytes: Uint8Array): string | null {
  try {
    return stringify(bytes);
  } catch {
    return null;
  }
}
