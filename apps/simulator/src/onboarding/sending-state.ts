import type { BusinessNumber } from '../settings';
import type { AccountState } from './account-state';

const LOCKED = 131031;
const NOT_REGISTERED = 133010;
const POLICY_BLOCK = 368;
const SPAM_LIMIT = 131048;

/** Facts G: a number that is not `CONNECTED` cannot send. What code says so is known of some of its states only. */
const CODES: Readonly<Record<string, number>> = {
  BANNED: LOCKED,
  RESTRICTED: POLICY_BLOCK,
  RATE_LIMITED: SPAM_LIMIT,
  FLAGGED: SPAM_LIMIT,
};

export function statusOf(number: BusinessNumber, account: AccountState): string {
  return account.isBanned ? 'BANNED' : (number.status ?? 'CONNECTED');
}

/** Why nothing can be sent from a number, as a code of Graph; undefined: nothing is in the way. */
export function sendingCode(number: BusinessNumber, account: AccountState): number | undefined {
  const status = statusOf(number, account);
  return status === 'CONNECTED' ? undefined : (CODES[status] ?? NOT_REGISTERED);
}

/** Why this message cannot be sent: the number's state, or what the account is restricted in. */
export function refusalOf(
  number: BusinessNumber,
  account: AccountState,
  { isTemplate }: { isTemplate: boolean },
): number | undefined {
  const code = sendingCode(number, account);
  if (code !== undefined) return code;
  const forbidden = isTemplate
    ? 'RESTRICTED_BIZ_INITIATED_MESSAGING'
    : 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING';
  return account.restrictions.some(({ type }) => type === forbidden) ? POLICY_BLOCK : undefined;
}
