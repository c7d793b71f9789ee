import type { ChannelNewsItem, ChannelNewsKind } from '@parley/api-client';
import type { BadgeTone } from '@/ui/badge';
import { peopleOf, type Said } from './channel-words';

type Telling = {
  /** What happened, or is so now. `detail` and `reason` are Meta's own words. */
  sentence: (told: { detail: string; reason: string }) => string;
  /** What to do about it. */
  next?: string;
  /** On the card, in two or three words; left out where the card says it already, or need not. */
  badge?: Said;
};

const MANAGER = 'Read the notice in WhatsApp Manager, and ask for a review there if it is not right.';
const danger = (word: string): Said => ({ tone: 'danger', word });
const warning = (word: string): Said => ({ tone: 'warning', word });

const TELLINGS: Record<ChannelNewsKind, Telling> = {
  banned: {
    sentence: () => 'Meta disabled the account of this number.',
    next: 'Ask for a review in WhatsApp Manager. What waits is sent when the account is reinstated.',
    badge: danger('Account disabled'),
  },
  ban_announced: {
    sentence: ({ detail }) => `Meta announced that it will disable the account${detail && ` on ${detail}`}.`,
    next: MANAGER,
    badge: danger('To be disabled'),
  },
  reinstated: { sentence: () => 'Meta reinstated the account.' },
  begin_restricted: {
    sentence: () => 'Meta restricted this number: it may answer, but not begin conversations.',
    next: `${MANAGER} What begins conversations waits until then.`,
    badge: warning('Restricted'),
  },
  answer_restricted: {
    sentence: () => 'Meta restricted this number: it may not answer people.',
    next: `${MANAGER} Answers wait until then.`,
    badge: warning('Restricted'),
  },
  restricted: {
    sentence: ({ detail }) =>
      detail === 'RESTRICTED_ADD_PHONE_NUMBER_ACTION'
        ? 'Meta restricted the account: no numbers can be added to it.'
        : `Meta restricted the account${detail && ` (${detail})`}.`,
    next: MANAGER,
    badge: warning('Account restricted'),
  },
  unrestricted: { sentence: () => 'Meta lifted the restrictions of the account.' },
  violation: {
    sentence: ({ detail }) => `Meta says that the account broke its rules${detail && ` (${detail})`}.`,
    next: MANAGER,
    badge: warning('Rules broken'),
  },
  review_passed: { sentence: () => 'Meta approved the account.' },
  review_failed: {
    sentence: () => 'Meta declined the account.',
    next: MANAGER,
    badge: danger('Account declined'),
  },
  review_pending: { sentence: () => 'Meta reviews the account.', badge: warning('In review') },
  account_verified: { sentence: () => 'Meta verified the account.' },
  account_deleted: {
    sentence: () => 'The WhatsApp account was deleted at Meta.',
    next: 'Disconnect this number here, and connect one of another account.',
    badge: danger('Account deleted'),
  },
  account_left: {
    sentence: () => 'At Meta, the account was taken from the app that Parley works with.',
    next: 'Share the account with the app again in its Business Settings, then give this number a new access token.',
    badge: danger('Not shared any more'),
  },
  account_back: { sentence: () => 'At Meta, the account was shared with the app that Parley works with.' },
  quality_low: {
    sentence: () =>
      'Its quality is low: many people block or report what it sends. It sends no marketing now.',
    next: 'Write to fewer people, and only to those who asked for it. Marketing goes on by itself when its quality recovers.',
  },
  quality_recovered: { sentence: () => 'Its quality recovered.' },
  messaging_limit: { sentence: ({ detail }) => limitSentence(detail) },
  throughput_raised: { sentence: () => 'Meta lets it send faster: high throughput.' },
  name_approved: { sentence: ({ detail }) => `Meta approved its name${detail && ` ${detail}`}.` },
  name_declined: {
    sentence: ({ detail, reason }) =>
      `Meta declined the name${detail && ` ${detail}`}${reason && ` (${reason})`}.`,
    next: 'Choose another name in WhatsApp Manager. People see the name of before, or the number alone.',
    badge: warning('Name declined'),
  },
  name_pending: { sentence: ({ detail }) => `Meta reviews the name${detail && ` ${detail}`}.` },
  pin_changed: {
    sentence: () => 'The PIN of two-step verification was changed.',
    next: 'If none of you did that, somebody else may manage this number: look who has access in Business Settings.',
  },
  pin_reset_asked: {
    sentence: () => 'Somebody asked Meta to reset the PIN of two-step verification.',
    next: 'If none of you did that, look who has access in Business Settings.',
    badge: warning('PIN reset asked for'),
  },
  pin_reset_done: { sentence: () => 'The PIN of two-step verification was reset.' },
  alert: {
    sentence: ({ detail }) => `Meta warns: ${detail || 'something is not right.'}`,
    next: MANAGER,
    badge: warning('Warning of Meta'),
  },
  notice: { sentence: ({ detail }) => `Meta says: ${detail || 'something has changed.'}` },
};

/** What newer versions of the API tell, this page may not know. */
const UNKNOWN: Telling = { sentence: ({ detail }) => `Meta told something new${detail && `: ${detail}`}.` };

type Item = Pick<ChannelNewsItem, 'kind' | 'detail' | 'reason'>;

const tellingOf = (kind: string): Telling =>
  Object.hasOwn(TELLINGS, kind) ? TELLINGS[kind as ChannelNewsKind] : UNKNOWN;

export const newsSentence = ({ kind, detail, reason }: Item): string =>
  tellingOf(kind).sentence({ detail: detail ?? '', reason: reason ?? '' });

export const whatToDo = ({ kind }: Pick<Item, 'kind'>): string | null => tellingOf(kind).next ?? null;

/** On a card: each once, the gravest first as they come. */
export function newsBadges(inForce: readonly Pick<Item, 'kind'>[] | undefined): Said[] {
  const badges = (inForce ?? []).flatMap(({ kind }) => tellingOf(kind).badge ?? []);
  return [...new Map(badges.map((badge) => [badge.word, badge])).values()];
}

/** How grave it is while it is so; what is so without being bad is plain. */
export function newsTone({ kind }: Pick<Item, 'kind'>): BadgeTone {
  const { badge, next } = tellingOf(kind);
  return badge?.tone ?? (next === undefined ? 'plain' : 'warning');
}

function limitSentence(tier: string): string {
  const people = peopleOf(tier);
  if (people === null) return 'Meta changed the messaging limit.';
  return people === Infinity
    ? 'The messaging limit is lifted: as many new people per day as you like.'
    : `The messaging limit is ${new Intl.NumberFormat('en').format(people)} new people per day now.`;
}
