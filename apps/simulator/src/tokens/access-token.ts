/** What a token is for whoever checks it. The ledger has its fingerprint only. */
export interface AccessToken {
  /** SHA-256, hexadecimal. */
  fingerprint: string;
  kind: TokenKind;
  scopes: readonly string[];
  /** Milliseconds of the simulator's clock; null: never. */
  expiresAt: number | null;
  /** Accounts that it may touch; null: all of them. */
  wabaIds: readonly string[] | null;
  /** Every call with it is refused with this code of Graph; absent: none is. */
  refusal?: number;
}

export const TOKEN_KINDS = ['SYSTEM_USER', 'USER', 'APP'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** Facts A2. */
export const SCOPES = [
  'whatsapp_business_messaging',
  'whatsapp_business_management',
  'business_management',
  'whatsapp_business_manage_events',
] as const;

/** Why a token is over, as Graph's subcodes of 190 tell it: a password was changed, or the token was taken back. */
export const REVOCATIONS = { password_changed: 460, invalidated: 467 } as const;
export type Revocation = keyof typeof REVOCATIONS;
