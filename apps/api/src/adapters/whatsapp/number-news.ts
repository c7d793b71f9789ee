import { ChannelNews, ChannelNewsKind, ToldNews } from '../../channels';
import { asNumber } from './content/showing';
import { asList, asRecord, asText, asTime, asWord, beginningOf, Json } from './normalise/reading';

const MOST_WORDS = 500;

const READERS: Readonly<Record<string, (value: Json) => readonly ChannelNews[]>> = {
  account_update: ofAccount,
  account_review_update: ({ decision }) => byWord(REVIEWS, decision),
  account_alerts: ofAlert,
  phone_number_quality_update: (value) => [...byWord(QUALITIES, value.event), ...limitOf(value)],
  phone_number_name_update: ofName,
  business_capability_update: limitOf,
  security: ({ event }) => byWord(PINS, event),
};

export const NUMBER_NEWS_FIELDS: readonly string[] = Object.keys(READERS);

/** What Meta's news say of a number or its account (facts: cloud-api.md C4). Never throws. */
export function numberNewsOf({ field, payload }: ToldNews): readonly ChannelNews[] {
  const read = Object.hasOwn(READERS, field) ? READERS[field] : undefined;
  return read?.(asRecord(payload) ?? {}) ?? [];
}

function news(kind: ChannelNewsKind, more: Partial<Omit<ChannelNews, 'kind'>> = {}): ChannelNews {
  return { kind, detail: null, reason: null, until: null, ...more };
}

type Words = Readonly<Record<string, ChannelNewsKind>>;

const REVIEWS: Words = {
  APPROVED: 'review_passed',
  REJECTED: 'review_failed',
  PENDING: 'review_pending',
  DEFERRED: 'review_pending',
};
const QUALITIES: Words = {
  FLAGGED: 'quality_low',
  UNFLAGGED: 'quality_recovered',
  THROUGHPUT_UPGRADE: 'throughput_raised',
};
const NAMES: Words = {
  APPROVED: 'name_approved',
  REJECTED: 'name_declined',
  PENDING: 'name_pending',
  DEFERRED: 'name_pending',
};
const PINS: Words = {
  PIN_CHANGED: 'pin_changed',
  PIN_RESET_REQUEST: 'pin_reset_asked',
  PIN_REQUEST_SUCCESS: 'pin_reset_done',
};
const BANS: Words = {
  DISABLE: 'banned',
  SCHEDULE_FOR_DISABLE: 'ban_announced',
  REINSTATE: 'reinstated',
};
const RESTRICTIONS: Words = {
  RESTRICTED_BIZ_INITIATED_MESSAGING: 'begin_restricted',
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING: 'answer_restricted',
};
/** Whether the account is still with us. Whoever deletes it, or takes our app from it, ends what we may do. */
const WHEREABOUTS: Words = {
  ACCOUNT_DELETED: 'account_deleted',
  ACCOUNT_OFFBOARDED: 'account_left',
  PARTNER_REMOVED: 'account_left',
  PARTNER_APP_UNINSTALLED: 'account_left',
  ACCOUNT_RECONNECTED: 'account_back',
  PARTNER_ADDED: 'account_back',
  PARTNER_APP_INSTALLED: 'account_back',
  VERIFIED_ACCOUNT: 'account_verified',
};

function kindIn(words: Words, word: unknown): ChannelNewsKind | undefined {
  const name = asWord(word) ?? '';
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

function byWord(words: Words, word: unknown, more: Partial<Omit<ChannelNews, 'kind'>> = {}): ChannelNews[] {
  const kind = kindIn(words, word);
  return kind === undefined ? [] : [news(kind, more)];
}

function ofAccount(value: Json): readonly ChannelNews[] {
  switch (value.event) {
    case 'DISABLED_UPDATE': {
      const ban = asRecord(value.ban_info) ?? {};
      return byWord(BANS, ban.waba_ban_state, { detail: asWord(ban.waba_ban_date) ?? null });
    }
    case 'ACCOUNT_RESTRICTION':
      return restrictionsIn(value);
    case 'ACCOUNT_VIOLATION':
      return [news('violation', { detail: asWord(asRecord(value.violation_info)?.violation_type) ?? null })];
    default:
      return byWord(WHEREABOUTS, value.event);
  }
}

/** All that the account is restricted in now: what is not in a later list has been lifted. */
function restrictionsIn(value: Json): ChannelNews[] {
  const all = asList(value.restriction_info).map((raw) => {
    const { restriction_type: type, expiration } = asRecord(raw) ?? {};
    const seconds = asNumber(expiration);
    const end = seconds === null ? undefined : asTime(Math.floor(seconds));
    return news(kindIn(RESTRICTIONS, type) ?? 'restricted', {
      detail: asWord(type) ?? null,
      until: end === undefined ? null : new Date(end),
    });
  });
  return all.length === 0 ? [news('unrestricted')] : all;
}

function ofName(value: Json): ChannelNews[] {
  return byWord(NAMES, value.decision, {
    detail: wordsIn(value.requested_verified_name),
    reason: wordsIn(value.rejection_reason),
  });
}

function ofAlert(value: Json): ChannelNews[] {
  const alert = asRecord(value.alert_info) ?? value;
  const type = asWord(alert.alert_type) ?? null;
  const detail = wordsIn(alert.alert_description) ?? type;
  if (detail === null) return [];
  const isLoud = alert.alert_severity === 'CRITICAL' || alert.alert_severity === 'WARNING';
  return [news(isLoud ? 'alert' : 'notice', { detail, reason: type })];
}

/** For all numbers of the portfolio; that of one number, which Meta tells no more, is none of these. */
function limitOf(value: Json): ChannelNews[] {
  const tier = tierOf(value.max_daily_conversations_per_business ?? value.current_limit);
  return tier === null ? [] : [news('messaging_limit', { detail: tier })];
}

/** 2000, "2000", TIER_2K; TIER_UNLIMITED for -1; null for what is no limit. */
function tierOf(value: unknown): string | null {
  const number = asNumber(value);
  const tier = number === null ? asWord(value) : tierOfNumber(number);
  return tier === undefined || peopleOf(tier) === undefined ? null : tier;
}

function tierOfNumber(number: number): string {
  if (number < 0) return 'TIER_UNLIMITED';
  return number >= 1_000 && number % 1_000 === 0 ? `TIER_${number / 1_000}K` : `TIER_${number}`;
}

/** In 24 hours, by Meta's word for it; null: as many as they like; undefined for what is no such word. */
export function peopleOf(tier: string): number | null | undefined {
  const [whole, digits, thousands] = /^TIER_(?:(\d{1,12})(K?)|UNLIMITED)$/.exec(tier) ?? [];
  if (whole === undefined) return undefined;
  return digits === undefined ? null : Number(digits) * (thousands === 'K' ? 1_000 : 1);
}

function wordsIn(value: unknown): string | null {
  const text = asText(value);
  return text === undefined ? null : beginningOf(text, MOST_WORDS);
}
