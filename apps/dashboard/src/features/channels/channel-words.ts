import type {
  Channel,
  ChannelActivity,
  ChannelFinding,
  ChannelHealth,
  ChannelVerdict,
} from '@parley/api-client';
import { distanceInWords } from '../../time/calendar';
import type { BadgeTone } from '@/ui/badge';

export type Said = { tone: BadgeTone; word: string };

/** Whoever has to ask somebody else for a new token needs days for it. */
const SOON_MS = 14 * 24 * 3_600_000;
const numbers = new Intl.NumberFormat('en');

/** In one word, how the number is: what keeps it from sending goes before all else. */
export function statusOf(channel: Pick<Channel, 'held'>, health: ChannelHealth | undefined): Said | null {
  if (channel.held) return { tone: 'warning', word: 'Cannot send now' };
  if (!health) return null;
  if (health.healthy) return { tone: 'good', word: 'Connected' };
  return TROUBLES[health.trouble?.code ?? ''] ?? { tone: 'warning', word: 'Not known' };
}

const TROUBLES: Readonly<Record<string, Said>> = {
  auth_failed: { tone: 'danger', word: 'Token not taken' },
  auth_expired: { tone: 'danger', word: 'Token expired' },
  permission_denied: { tone: 'danger', word: 'Token may not' },
  not_found: { tone: 'danger', word: 'Not found at Meta' },
  invalid_parameters: { tone: 'danger', word: 'Wrong values' },
  refused: { tone: 'danger', word: 'Meta says no' },
  unreadable_access_token: { tone: 'danger', word: 'Token unreadable' },
};

/** What people think of what the number sends, by Meta's three colours. */
export function qualityWords(quality: string | null): Said {
  if (quality === 'GREEN') return { tone: 'good', word: 'High quality' };
  if (quality === 'YELLOW') return { tone: 'warning', word: 'Medium quality' };
  if (quality === 'RED') return { tone: 'danger', word: 'Low quality' };
  return { tone: 'plain', word: 'Not rated yet' };
}

/** TIER_2K, TIER_250, TIER_UNLIMITED; null for what is none of Meta's words. */
export function peopleOf(tier: string | null): number | null {
  if (tier === 'TIER_UNLIMITED') return Infinity;
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(tier ?? '') ?? [];
  return digits === undefined ? null : Number(digits) * (thousands === 'K' ? 1_000 : 1);
}

/**
 * "Up to 2,000 new people per day · 312 used"; null where Meta does not say. The API counts nobody before Meta has told of
 * a limit by webhook, nor where there is none: no use is no claim that there was none.
 */
export function limitWords(
  tier: string | null,
  used: ChannelActivity['peopleBegun'] | undefined,
): string | null {
  const people = peopleOf(tier);
  if (people === null) return null;
  if (people === Infinity) return 'As many new people per day as you like';
  const limit = `Up to ${numbers.format(people)} new people per day`;
  return used === undefined || used === 0 ? limit : `${limit} · ${numbers.format(used)} used`;
}

export function throughputWords(perSecond: number, level: string | null): string {
  const pace = perSecond === 1 ? '1 message a second' : `${numbers.format(perSecond)} messages a second`;
  return level === 'HIGH' ? `${pace}, high throughput at Meta` : pace;
}

/** Meta's clock shows whole seconds, so less than two may be nothing. */
export function lagWords(ms: number): string {
  if (ms < 2_000) return 'Under 2 seconds';
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}

/** Of an access token; null while there is nothing to do about it. */
export function expiryWords(expiresAt: string | null, now: number): Said | null {
  if (expiresAt === null) return null;
  const at = Date.parse(expiresAt);
  if (at <= now) return { tone: 'danger', word: 'Has ended' };
  if (at - now <= SOON_MS) return { tone: 'warning', word: `Ends ${distanceInWords(at, now)}` };
  return null;
}

/** The word beside the sign: colour alone says nothing. */
export const verdictWords: Readonly<Record<ChannelVerdict, string>> = {
  ok: 'Fine',
  warning: 'Look at this',
  fault: 'Not right',
  unknown: 'Not known',
};

/** The checks of the API are an open list: what it has besides is called as it calls it. */
export const checkName = (check: string): string =>
  CHECKS[check] ?? `${check.charAt(0).toUpperCase()}${check.slice(1).replaceAll('_', ' ')}`;

const CHECKS: Readonly<Record<string, string>> = {
  access_token: 'Access token',
  token_scopes: 'Permissions of the token',
  token_app: 'App of the token',
  account: 'WhatsApp account',
  number_state: 'State of the number',
  number_health: 'Whether it can send',
  number_quality: 'Quality',
  number_name: 'Display name',
  public_address: 'Our public address',
  verify_token: 'Handshake with Meta',
  signed_webhook: 'Signed webhooks',
  subscribed_app: 'Messages are sent to us',
  callback_address: 'Address that Meta uses',
  clock: 'Clock',
  last_inbound: 'Last message',
  unreadable_access_token: 'Access token',
};

/** What one can do here, at once, about what a check found. */
export type Remedy = 'replaceToken' | 'subscribe' | 'register';

/** A fix that tells to press something gets what it tells to press. */
export function remedyFor({
  check,
  verdict,
  fix,
}: Pick<ChannelFinding, 'check' | 'verdict' | 'fix'>): Remedy | null {
  if (verdict !== 'fault' && verdict !== 'warning') return null;
  if (OF_THE_TOKEN.includes(check)) return 'replaceToken';
  if (fix?.startsWith('Choose Subscribe')) return 'subscribe';
  return fix !== null && /\bregister it with its PIN/i.test(fix) ? 'register' : null;
}

const OF_THE_TOKEN: readonly string[] = [
  'access_token',
  'token_scopes',
  'token_app',
  'unreadable_access_token',
];

/** "All 15 are fine.", "2 are not right, 1 to look at. The other 12 are fine or not known." */
export function summaryOf(verdicts: readonly ChannelVerdict[]): string {
  const count = (verdict: ChannelVerdict) => verdicts.filter((one) => one === verdict).length;
  const [faults, warnings, unknowns] = [count('fault'), count('warning'), count('unknown')];
  const parts = [
    faults > 0 ? `${faults} not right` : null,
    warnings > 0 ? `${warnings} to look at` : null,
    unknowns > 0 ? `${unknowns} not known` : null,
  ].filter((part) => part !== null);
  const fine = verdicts.length - faults - warnings - unknowns;
  return parts.length === 0 ? `All ${verdicts.length} are fine.` : `${parts.join(', ')}, ${fine} fine.`;
}
