/** What Meta thinks of an account. */
export interface AccountState {
  reviewStatus: string;
  isBanned: boolean;
  /** `until` in milliseconds of the simulator's clock. */
  restrictions: readonly Restriction[];
  /** Of the portfolio; null: what `/sim/limits` says. */
  messagingLimit: MessagingLimit | null;
}

export interface Restriction {
  type: RestrictionType;
  until: number;
}

export const RESTRICTION_TYPES = [
  'RESTRICTED_ADD_PHONE_NUMBER_ACTION',
  'RESTRICTED_BIZ_INITIATED_MESSAGING',
  'RESTRICTED_CUSTOMER_INITIATED_MESSAGING',
] as const;
export type RestrictionType = (typeof RESTRICTION_TYPES)[number];

/** People in 24 hours (facts D). */
export const MESSAGING_LIMITS = {
  TIER_250: 250,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Infinity,
} as const;
export type MessagingLimit = keyof typeof MESSAGING_LIMITS;

export const ORDINARY_ACCOUNT: AccountState = {
  reviewStatus: 'APPROVED',
  isBanned: false,
  restrictions: [],
  messagingLimit: null,
};
