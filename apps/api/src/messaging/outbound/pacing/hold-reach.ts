/** A throttle that is not about one number alone: about the provider's account above it, or about our app at the provider. */
export type WideScope = 'account' | 'app';

/** Where a number stands. */
export interface Place {
  readonly tenantId: string;
  readonly channelId: string;
  readonly provider: string;
  readonly accountId: string;
}

/**
 * Whether what was said to one number holds another, too: of an account all its numbers, of an app all that have the
 * provider. Never a number of another tenant: whose app a token is of we do not know, and nobody may hold up strangers.
 */
export function reaches(scope: WideScope, held: Place, other: Place): boolean {
  if (held.tenantId !== other.tenantId || held.provider !== other.provider) return false;
  return scope === 'app' || held.accountId === other.accountId;
}
