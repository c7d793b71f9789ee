import { AccountNews, ChannelStanding } from '../../messaging';
import { asNumber } from './content/showing';
import { asList, asRecord, asWord, Json } from './normalise/reading';

const NEWS_OF_ACCOUNT = 'account_update';
const QUALITY = 'phone_number_quality_update';
const CAPABILITY = 'business_capability_update';

/** Fields whose news say what a number may do (facts: cloud-api.md C4). */
export const STANDING_FIELDS = [NEWS_OF_ACCOUNT, QUALITY, CAPABILITY];

/** Meta refused the access token. */
const BAD_TOKEN = '190';

/** What Meta's news, the oldest first, make of a number now. */
export function standingOf(
  news: readonly AccountNews[],
  heldCode: string | null,
  nowMs: number,
): ChannelStanding {
  return { state: stateOf(news, heldCode, nowMs), mayBeginWith: limitOf(news) };
}

function stateOf(
  news: readonly AccountNews[],
  heldCode: string | null,
  nowMs: number,
): ChannelStanding['state'] {
  const ban = asRecord(last(news, NEWS_OF_ACCOUNT, 'DISABLED_UPDATE')?.ban_info);
  if (asWord(ban?.waba_ban_state) === 'DISABLE') return 'banned';
  if (heldCode === BAD_TOKEN) return 'needs_reauth';
  const restrictions = asList(last(news, NEWS_OF_ACCOUNT, 'ACCOUNT_RESTRICTION')?.restriction_info);
  if (restrictions.some((one) => keepsFromBeginning(asRecord(one) ?? {}, nowMs))) return 'restricted';
  const quality = news.findLast(
    ({ field, event }) => field === QUALITY && (event === 'FLAGGED' || event === 'UNFLAGGED'),
  );
  return quality?.event === 'FLAGGED' ? 'flagged' : 'connected';
}

function keepsFromBeginning({ restriction_type: type, expiration }: Json, nowMs: number): boolean {
  if (asWord(type) !== 'RESTRICTED_BIZ_INITIATED_MESSAGING') return false;
  const endsAt = asNumber(expiration);
  return endsAt === null || nowMs < endsAt * 1_000;
}

/** People to begin with in 24 h, over all numbers of the portfolio; null: as many as they like, or nobody said. */
function limitOf(news: readonly AccountNews[]): number | null {
  const said = news.flatMap(({ field, payload }) => {
    const value = asRecord(payload) ?? {};
    if (field !== QUALITY && field !== CAPABILITY) return [];
    const limit = value.max_daily_conversations_per_business ?? value.current_limit;
    const read = limitIn(limit);
    return read === undefined ? [] : [read];
  });
  return said.at(-1) ?? null;
}

/** 2000, "2000", TIER_2K, TIER_UNLIMITED, -1; undefined for what is no limit. */
function limitIn(value: unknown): number | null | undefined {
  const tier = typeof value === 'string' ? /^TIER_(?:(\d+)(K?)|UNLIMITED)$/.exec(value) : null;
  if (tier !== null) return tier[1] === undefined ? null : Number(tier[1]) * (tier[2] === 'K' ? 1_000 : 1);
  const number = asNumber(value);
  if (number === null) return undefined;
  return number < 0 ? null : number;
}

function last(news: readonly AccountNews[], field: string, event: string): Json | undefined {
  return asRecord(news.findLast((one) => one.field === field && one.event === event)?.payload);
}
