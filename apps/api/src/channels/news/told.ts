import { ChannelNews, ChannelNewsKind } from '../provider/channel-news';
import { ChannelFacts } from '../provider/channel-provider';

/** A piece of news, when the provider says it was, and whether it concerns all numbers of the account. */
export interface TimedNews extends ChannelNews {
  readonly at: Date;
  readonly wholeAccount: boolean;
  /** Names the webhook that told it: one may tell several. */
  readonly source: string;
}

/** So long is something looked at that nothing ends. */
const STANDS_OUT_MS = 7 * 24 * 3_600_000;
/** What a provider answers may be older than what it has told. */
const ANSWERS_LAG_MS = 60_000;

/** Of these, what was told last counts, and stands in the way while it is one of `bad`. */
const STATES: readonly {
  readonly kinds: readonly ChannelNewsKind[];
  readonly bad: readonly ChannelNewsKind[];
}[] = [
  { kinds: ['banned', 'ban_announced', 'reinstated'], bad: ['banned', 'ban_announced'] },
  {
    kinds: ['account_deleted', 'account_left', 'account_back'],
    bad: ['account_deleted', 'account_left'],
  },
  {
    kinds: ['begin_restricted', 'answer_restricted', 'restricted', 'unrestricted'],
    bad: ['begin_restricted', 'answer_restricted', 'restricted'],
  },
  {
    kinds: ['review_passed', 'review_failed', 'review_pending'],
    bad: ['review_failed', 'review_pending'],
  },
  { kinds: ['quality_low', 'quality_recovered'], bad: ['quality_low'] },
  { kinds: ['name_approved', 'name_declined', 'name_pending'], bad: ['name_declined', 'name_pending'] },
];
/** Of these, each stands out for some days, and then only in the history. */
const EVENTS: readonly ChannelNewsKind[] = ['violation', 'alert', 'pin_changed', 'pin_reset_asked'];

/**
 * What somebody should know of a number now. `news`: the oldest first; what one webhook told has one time. The last
 * that was told of anything counts, in whatever order it came.
 */
export function inForce(news: readonly TimedNews[], nowMs: number): TimedNews[] {
  const states = STATES.flatMap(({ kinds, bad }) =>
    lastTold(news, kinds).filter(({ kind, until }) => bad.includes(kind) && !isOver(until, nowMs)),
  );
  const events = EVENTS.flatMap((kind) => {
    const recent = news.filter((one) => one.kind === kind && nowMs - one.at.getTime() < STANDS_OUT_MS);
    return lastOfEach(recent, ({ detail }) => detail ?? '');
  });
  return [...states, ...events];
}

export const isBanned = (news: readonly TimedNews[]): boolean =>
  lastTold(news, ['banned', 'ban_announced', 'reinstated'])[0]?.kind === 'banned';

/**
 * What the provider answered at `askedAt`, with what it has told since. A ban counts until it is taken back, since we send
 * nothing until then. Null: nobody knows anything.
 */
export function withTold(
  facts: ChannelFacts | null,
  news: readonly TimedNews[],
  askedAt: Date,
): ChannelFacts | null {
  const since = facts === null ? -Infinity : askedAt.getTime() - ANSWERS_LAG_MS;
  const told = (...kinds: ChannelNewsKind[]): TimedNews | undefined =>
    lastTold(news, kinds).find(({ at }) => at.getTime() >= since);
  const quality = told('quality_low', 'quality_recovered')?.kind;
  const known: Partial<ChannelFacts> = {
    ...(isBanned(news) && { state: 'BANNED' }),
    ...(quality === 'quality_low' && { quality: 'RED' }),
    // It is one of the other two.
    ...(quality === 'quality_recovered' && facts?.quality === 'RED' && { quality: null }),
    ...detailOf('messagingLimit', told('messaging_limit')),
    ...detailOf('displayName', told('name_approved')),
    ...(told('throughput_raised') && { throughput: 'HIGH' }),
  };
  if (facts === null && Object.keys(known).length === 0) return null;
  return { ...(facts ?? NOTHING), ...known };
}

const NOTHING: ChannelFacts = {
  state: null,
  quality: null,
  displayName: null,
  messagingLimit: null,
  throughput: null,
};

function detailOf(fact: keyof ChannelFacts, news: TimedNews | undefined): Partial<ChannelFacts> {
  return news?.detail === undefined || news.detail === null ? {} : { [fact]: news.detail };
}

const isOver = (until: Date | null, nowMs: number): boolean => until !== null && until.getTime() <= nowMs;

/** All that the last webhook says that tells any of these. */
function lastTold(news: readonly TimedNews[], kinds: readonly ChannelNewsKind[]): readonly TimedNews[] {
  const of = news.filter(({ kind }) => kinds.includes(kind));
  const last = of.at(-1)?.source;
  return of.filter(({ source }) => source === last);
}

function lastOfEach(news: readonly TimedNews[], nameOf: (one: TimedNews) => string): TimedNews[] {
  return [...new Map(news.map((one) => [nameOf(one), one])).values()];
}
