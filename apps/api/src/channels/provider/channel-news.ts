import { ToldNews } from './channel-templates';

/** What a provider tells of a number or of its account, in words of no provider. */
export const CHANNEL_NEWS_KINDS = [
  // The account: nothing can be sent, will not be, can be again.
  'banned',
  'ban_announced',
  'reinstated',
  // What it may not do until a time: begin conversations, answer, anything else.
  'begin_restricted',
  'answer_restricted',
  'restricted',
  'unrestricted',
  'violation',
  'review_passed',
  'review_failed',
  'review_pending',
  'account_verified',
  'account_deleted',
  'account_left',
  'account_back',
  // The number.
  'quality_low',
  'quality_recovered',
  'messaging_limit',
  'throughput_raised',
  'name_approved',
  'name_declined',
  'name_pending',
  'pin_changed',
  'pin_reset_asked',
  'pin_reset_done',
  // What else somebody should look at, or may like to know.
  'alert',
  'notice',
] as const;

export type ChannelNewsKind = (typeof CHANNEL_NEWS_KINDS)[number];

export interface ChannelNews {
  readonly kind: ChannelNewsKind;
  /**
   * The limit (TIER_2K, TIER_UNLIMITED), the name, the day of a ban, the sort of a restriction or violation, what an alert
   * says: in the words of the provider.
   */
  readonly detail: string | null;
  /** Why a name was declined, the sort of an alert: in the words of the provider. */
  readonly reason: string | null;
  /** When it ends by itself; null: nobody says. */
  readonly until: Date | null;
}

/** What a provider tells of its numbers. */
export interface ChannelNewsReader {
  /** Which news say something of a number. */
  readonly newsFields: readonly string[];
  /** What one piece of news says; nothing where it is about something else. Pure; never throws. */
  newsOf(told: ToldNews): readonly ChannelNews[];
}
