import { ChannelNews, ChannelNewsKind } from '../../channels';
import { AccountNews, ChannelStanding } from '../../messaging';
import { numberNewsOf, peopleOf } from './number-news';

const NEWS_OF_ACCOUNT = 'account_update';

/** Fields whose news say what a number may do (facts: cloud-api.md C4). */
export const STANDING_FIELDS = [NEWS_OF_ACCOUNT, 'phone_number_quality_update', 'business_capability_update'];

/** Meta refused the access token. */
const BAD_TOKEN = '190';

/** What Meta's news, the oldest first, make of a number now. */
export function standingOf(
  news: readonly AccountNews[],
  heldCode: string | null,
  nowMs: number,
): ChannelStanding {
  const told = news.map((one) => numberNewsOf(one));
  const limit = lastOf(told, ['messaging_limit'])[0]?.detail;
  return {
    ...stateOf(told, heldCode, nowMs),
    mayBeginWith: (limit === null || limit === undefined ? null : peopleOf(limit)) ?? null,
  };
}

type Told = readonly (readonly ChannelNews[])[];

function stateOf(
  told: Told,
  heldCode: string | null,
  nowMs: number,
): Pick<ChannelStanding, 'state' | 'untilMs'> {
  const [ban] = lastOf(told, ['banned', 'ban_announced', 'reinstated']);
  if (ban?.kind === 'banned') return { state: 'banned', untilMs: null };
  if (heldCode === BAD_TOKEN) return { state: 'needs_reauth', untilMs: null };
  const restrictions = lastOf(told, RESTRICTIONS).filter(
    ({ until }) => until === null || nowMs < until.getTime(),
  );
  const [begin, answer] = (['begin_restricted', 'answer_restricted'] as const).map((kind) =>
    restrictions.filter((one) => one.kind === kind),
  );
  const binding = [...(begin ?? []), ...(answer ?? [])];
  if (binding.length > 0) return { state: stateBy(begin ?? [], answer ?? []), untilMs: firstEndOf(binding) };
  const [quality] = lastOf(told, ['quality_low', 'quality_recovered']);
  return { state: quality?.kind === 'quality_low' ? 'flagged' : 'connected', untilMs: null };
}

const RESTRICTIONS: readonly ChannelNewsKind[] = [
  'begin_restricted',
  'answer_restricted',
  'restricted',
  'unrestricted',
];

function stateBy(begin: readonly ChannelNews[], answer: readonly ChannelNews[]): ChannelStanding['state'] {
  if (begin.length > 0 && answer.length > 0) return 'silenced';
  return begin.length > 0 ? 'restricted' : 'answers_restricted';
}

/** When something changes by itself for the first time. */
function firstEndOf(news: readonly ChannelNews[]): number | null {
  const ends = news.flatMap(({ until }) => (until === null ? [] : [until.getTime()]));
  return ends.length === 0 ? null : Math.min(...ends);
}

/** What the last piece of news that says anything of that sort says of it. */
function lastOf(told: Told, kinds: readonly ChannelNewsKind[]): readonly ChannelNews[] {
  const isOfThem = ({ kind }: ChannelNews): boolean => kinds.includes(kind);
  return told.findLast((one) => one.some(isOfThem))?.filter(isOfThem) ?? [];
}
