import { IdentityPeriod } from './identity-periods';

/** When somebody had a user id in which account. */
export type IdSpan = Pick<IdentityPeriod, 'kind' | 'scope' | 'validFrom' | 'validTo'>;

/** Whether they cannot be one person's: nobody has two user ids of one account at a time. */
export function exclude(ours: readonly IdSpan[], theirs: readonly IdSpan[]): boolean {
  return ours.some((one) =>
    theirs.some(
      (other) =>
        one.kind === other.kind &&
        one.scope === other.scope &&
        one.validFrom < (other.validTo ?? Infinity) &&
        other.validFrom < (one.validTo ?? Infinity),
    ),
  );
}

/** The user ids that somebody had while having a number; it may have been for no time at all. */
export function userIdsDuring(
  userIds: readonly IdentityPeriod[],
  { validFrom, validTo }: Pick<IdSpan, 'validFrom' | 'validTo'>,
): IdSpan[] {
  return userIds
    .filter((id) => id.validTo === null || id.validTo > validFrom)
    .filter((id) => validTo === null || id.validFrom < validTo || id.validFrom <= validFrom);
}

/** Ends it, if it has not ended before; it had begun by then. */
export function endAt(period: IdentityPeriod, time: number): void {
  period.validTo = Math.min(period.validTo ?? time, time);
  period.validFrom = Math.min(period.validFrom, time);
}
