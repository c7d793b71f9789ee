import type { AccountState, MessagingLimit, Restriction } from '../onboarding/account-state';
import type { BusinessNumber } from '../settings';
import type { News } from './news-desk';

/** Something that Meta does to a number or its account. */
export type AccountChange =
  | { change: 'quality'; to: NonNullable<BusinessNumber['qualityRating']> }
  | { change: 'messaging_limit'; to: MessagingLimit }
  | { change: 'throughput'; to: NonNullable<BusinessNumber['throughput']> }
  | { change: 'status'; to: string }
  | { change: 'name'; decision: NameDecision; name?: string; reason?: string }
  | { change: 'ban'; state: BanState }
  /** `until` in milliseconds of the simulator's clock. */
  | { change: 'restriction'; type: Restriction['type']; until: number }
  | { change: 'violation'; type: string }
  | { change: 'review'; decision: NameDecision };

export const NAME_DECISIONS = ['APPROVED', 'DEFERRED', 'PENDING', 'REJECTED'] as const;
type NameDecision = (typeof NAME_DECISIONS)[number];

export const BAN_STATES = ['DISABLE', 'REINSTATE', 'SCHEDULE_FOR_DISABLE'] as const;
type BanState = (typeof BAN_STATES)[number];

interface State {
  number: BusinessNumber;
  account: AccountState;
}

/** What both are after a change, and what the product is told of it. */
export interface Changed extends State {
  news: News | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_NUMBERS = 20;

/** Pure. @param moment the simulator's clock, and how far it is ahead of the machine's, in milliseconds */
export function changed(
  { number, account }: State,
  change: AccountChange,
  moment: { now: number; offsetMs: number },
): Changed {
  switch (change.change) {
    case 'quality':
      return {
        account,
        number: { ...number, qualityRating: change.to },
        news: qualityNews(number, change.to),
      };
    case 'messaging_limit':
      return {
        number,
        account: { ...account, messagingLimit: change.to },
        news: {
          field: 'business_capability_update',
          value: {
            max_daily_conversations_per_business: change.to,
            max_phone_numbers_per_business: MAX_NUMBERS,
          },
        },
      };
    case 'throughput':
      return {
        account,
        number: { ...number, throughput: change.to },
        news: throughputNews(number, account, change.to),
      };
    case 'status':
      // Meta has no webhook for it: who wants to know has to ask.
      return { account, number: { ...number, status: change.to }, news: null };
    case 'name':
      return named({ number, account }, change);
    case 'ban':
      return banned({ number, account }, change.state, moment);
    case 'restriction':
      return restricted({ number, account }, change, moment);
    case 'violation':
      return {
        number,
        account,
        news: accountNews('ACCOUNT_VIOLATION', { violation_info: { violation_type: change.type } }),
      };
    case 'review':
      return {
        number,
        account: { ...account, reviewStatus: change.decision },
        news: { field: 'account_review_update', value: { decision: change.decision } },
      };
  }
}

/** Meta tells when a number is flagged for bad quality, and when it no longer is; of yellow it tells nothing. */
function qualityNews(
  { displayPhoneNumber, qualityRating = 'GREEN' }: BusinessNumber,
  to: BusinessNumber['qualityRating'],
): News | null {
  if ((qualityRating === 'RED') === (to === 'RED')) return null;
  return {
    field: 'phone_number_quality_update',
    value: { display_phone_number: displayPhoneNumber, event: to === 'RED' ? 'FLAGGED' : 'UNFLAGGED' },
  };
}

function throughputNews(
  { displayPhoneNumber }: BusinessNumber,
  { messagingLimit }: AccountState,
  to: BusinessNumber['throughput'],
): News | null {
  if (to !== 'HIGH') return null;
  return {
    field: 'phone_number_quality_update',
    value: {
      display_phone_number: displayPhoneNumber,
      event: 'THROUGHPUT_UPGRADE',
      max_daily_conversations_per_business: messagingLimit ?? 'TIER_UNLIMITED',
    },
  };
}

function named(
  { number, account }: State,
  { decision, name, reason }: Extract<AccountChange, { change: 'name' }>,
): Changed {
  const { newName, ...others } = number;
  const wanted = name ?? newName ?? number.verifiedName ?? 'Parley Demo';
  const isApproved = decision === 'APPROVED';
  const nameStatus = {
    APPROVED: 'APPROVED',
    REJECTED: 'DECLINED',
    PENDING: 'PENDING_REVIEW',
    DEFERRED: 'PENDING_REVIEW',
  };
  return {
    account,
    number: {
      ...others,
      nameStatus: nameStatus[decision],
      ...(isApproved ? { verifiedName: wanted } : { newName: wanted }),
    },
    news: {
      field: 'phone_number_name_update',
      value: {
        display_phone_number: number.displayPhoneNumber,
        decision,
        requested_verified_name: wanted,
        rejection_reason: decision === 'REJECTED' ? (reason ?? 'NAME_DOES_NOT_FIT_THE_BUSINESS') : null,
      },
    },
  };
}

function banned(
  { number, account }: State,
  state: BanState,
  { now, offsetMs }: { now: number; offsetMs: number },
): Changed {
  // A ban that is announced comes in a week, if nobody says otherwise: by another command.
  const date = new Date(now - offsetMs + (state === 'SCHEDULE_FOR_DISABLE' ? 7 * DAY_MS : 0));
  const isBanned = state === 'DISABLE' || (state === 'SCHEDULE_FOR_DISABLE' && account.isBanned);
  return {
    number,
    account: { ...account, isBanned },
    news: accountNews('DISABLED_UPDATE', {
      ban_info: { waba_ban_state: state, waba_ban_date: writtenOut(date) },
    }),
  };
}

function restricted(
  { number, account }: State,
  { type, until }: Extract<AccountChange, { change: 'restriction' }>,
  { offsetMs }: { offsetMs: number },
): Changed {
  const others = account.restrictions.filter((one) => one.type !== type);
  return {
    number,
    account: { ...account, restrictions: [...others, { type, until }] },
    news: accountNews('ACCOUNT_RESTRICTION', {
      restriction_info: [{ restriction_type: type, expiration: Math.floor((until - offsetMs) / 1000) }],
    }),
  };
}

function accountNews(event: string, more: object): News {
  return { field: 'account_update', value: { event, ...more } };
}

/** `December 1, 2026`. */
function writtenOut(date: Date): string {
  return date.toLocaleDateString('en-US', {
    month: 'long',
    day: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
