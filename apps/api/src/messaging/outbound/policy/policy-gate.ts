import { LONGEST_WAIT_MS } from '../pacing/next-step';
import { GATE_REASONS, GateReason } from './gate-reasons';

const SERVICE_WINDOW_MS = 24 * 3_600_000;
/** What ends when somebody changes something is looked at again so soon. */
export const LOOK_AGAIN_MS = 5 * 60_000;

export interface GateRequest {
  /** reply: a person's; bot: an automatic answer; otp: a one-time code; utility: news of what somebody ordered. */
  readonly purpose: 'reply' | 'bot' | 'otp' | 'utility' | 'marketing';
  readonly kind: 'free_form' | 'template' | 'reaction';
  /** Since it was queued. */
  readonly waitedMs: number;
  /** All times are milliseconds since 1970. */
  readonly nowMs: number;
}

export interface ServiceWindow {
  /** By the provider's clock; null: never. */
  readonly lastInboundAtMs: number | null;
  /** 72 h from the first answer to somebody who came from an advert; null: they did not. */
  readonly freeEntryUntilMs: number | null;
}

export interface GateState {
  readonly window: ServiceWindow;
  readonly template: {
    readonly status: 'approved' | 'paused' | 'disabled' | 'unknown' | 'not_needed';
    /** Null: until somebody resumes it. */
    readonly pausedUntilMs: number | null;
  };
  /** marketing_opt_out: also when the provider says so (131050). stopped: nothing at all that we begin. */
  readonly consent: 'given' | 'marketing_opt_out' | 'stopped';
  /** When the tenant's quiet hours end; null: they are not now. */
  readonly quietUntilMs: number | null;
  /** Marketing messages to this person in the tenant's rolling window, and when the first leaves it. Null: no limit. */
  readonly frequency: { readonly sent: number; readonly limit: number | null; readonly freeAtMs: number };
  /** People written to first within 24 h by all numbers of the account, and when the first leaves. Null: no limit. */
  readonly portfolio: {
    readonly used: number;
    readonly limit: number | null;
    /** This person is one of them. */
    readonly isCounted: boolean;
    readonly freeAtMs: number;
  };
  /** restricted: may answer, but not begin; answers_restricted: the other way round; silenced: neither. */
  readonly channel:
    | 'connected'
    | 'flagged'
    | 'restricted'
    | 'answers_restricted'
    | 'silenced'
    | 'banned'
    | 'needs_reauth'
    | 'paused_by_user'
    | 'disconnected';
  /** When a restriction of the channel ends by itself; null: nobody says. */
  readonly channelUntilMs: number | null;
  /** For how long the channel has been unable to send; null: it can, for all we know. */
  readonly channelHeldMs: number | null;
  readonly token: 'usable' | 'unusable';
}

export type Decision =
  | { readonly kind: 'allow' }
  /** To be decided again at `untilMs`, or when its state changes. */
  | { readonly kind: 'hold'; readonly untilMs: number; readonly reason: GateReason }
  | { readonly kind: 'refuse'; readonly reason: GateReason; readonly next: string };

/** One message, and whether it opens a conversation: WhatsApp counts only those. */
interface Case extends GateState {
  readonly request: GateRequest;
  readonly isBegun: boolean;
}

/** Whether free text may be sent: 24 h from the last message of the person, 72 h after an advert (cloud-api.md E). */
export function windowIsOpen({ lastInboundAtMs, freeEntryUntilMs }: ServiceWindow, nowMs: number): boolean {
  if (lastInboundAtMs !== null && nowMs < lastInboundAtMs + SERVICE_WINDOW_MS) return true;
  return freeEntryUntilMs !== null && nowMs < freeEntryUntilMs;
}

/**
 * Whether a message may go out, for people, bot, API and broadcasts alike. What is for good refuses before what passes
 * holds; among either, the order of GATE_REASONS. Free text outside the window is for good: only the person can open it.
 */
export function decide(request: GateRequest, state: GateState): Decision {
  const one: Case = { ...state, request, isBegun: !windowIsOpen(state.window, request.nowMs) };
  const reason = REASONS.find((each) => APPLIES[each](one));
  if (reason === undefined) return { kind: 'allow' };
  const { verdict, next } = GATE_REASONS[reason];
  if (verdict === 'refuse') return { kind: 'refuse', reason, next };
  return { kind: 'hold', reason, untilMs: UNTIL[reason]?.(one) ?? request.nowMs + LOOK_AGAIN_MS };
}

const REASONS = Object.keys(GATE_REASONS) as GateReason[];

const ENDED_BY_CHANGE = REASONS.filter((each) => GATE_REASONS[each].ends === 'by_change');

const isMarketing = ({ request }: Case): boolean => request.purpose === 'marketing';
const isTooLong = (ms: number | null): boolean => ms !== null && ms >= LONGEST_WAIT_MS;
const isTemplate = ({ request }: Case): boolean => request.kind === 'template';
const isAhead = (atMs: number | null, { request }: Case): boolean => atMs !== null && request.nowMs < atMs;
const isFull = (used: number, limit: number | null): boolean => limit !== null && used >= limit;

const APPLIES: Record<GateReason, (one: Case) => boolean> = {
  channel_disconnected: ({ channel }) => channel === 'disconnected',
  contact_stopped: ({ consent, request, isBegun }) =>
    consent === 'stopped' && !mayReach(request.purpose, isBegun),
  marketing_opted_out: (one) => one.consent === 'marketing_opt_out' && isMarketing(one),
  template_disabled: (one) => isTemplate(one) && one.template.status === 'disabled',
  template_not_approved: (one) => isTemplate(one) && ['unknown', 'not_needed'].includes(one.template.status),
  window_closed: (one) => one.isBegun && !isTemplate(one),
  waited_too_long: (one) =>
    isTooLong(one.request.waitedMs) &&
    (isTooLong(one.channelHeldMs) || ENDED_BY_CHANGE.some((each) => APPLIES[each](one))),
  channel_banned: ({ channel }) => channel === 'banned',
  channel_paused: ({ channel }) => channel === 'paused_by_user',
  channel_needs_reauth: ({ channel }) => channel === 'needs_reauth',
  token_unusable: ({ token }) => token === 'unusable',
  channel_restricted: ({ channel, isBegun }) =>
    isBegun && (channel === 'restricted' || channel === 'silenced'),
  answers_restricted: ({ channel, isBegun }) =>
    !isBegun && (channel === 'answers_restricted' || channel === 'silenced'),
  channel_flagged: (one) => one.channel === 'flagged' && isMarketing(one),
  template_paused: (one) => isPaused(one) && one.template.pausedUntilMs === null,
  template_paused_for_a_while: (one) => isPaused(one) && isAhead(one.template.pausedUntilMs, one),
  quiet_hours: (one) => isMarketing(one) && isAhead(one.quietUntilMs, one),
  portfolio_limit: (one) =>
    one.isBegun &&
    !one.portfolio.isCounted &&
    isFull(one.portfolio.used, one.portfolio.limit) &&
    isAhead(one.portfolio.freeAtMs, one),
  frequency_cap: (one) =>
    isMarketing(one) &&
    isFull(one.frequency.sent, one.frequency.limit) &&
    isAhead(one.frequency.freeAtMs, one),
};

/** When a hold ends that ends by time. */
const UNTIL: Partial<Record<GateReason, (one: Case) => number | null>> = {
  channel_restricted: endOfRestriction,
  answers_restricted: endOfRestriction,
  template_paused_for_a_while: ({ template }) => template.pausedUntilMs,
  quiet_hours: ({ quietUntilMs }) => quietUntilMs,
  portfolio_limit: ({ portfolio }) => portfolio.freeAtMs,
  frequency_cap: ({ frequency }) => frequency.freeAtMs,
};

/** It may also be lifted before. */
function endOfRestriction({ channelUntilMs, request: { nowMs } }: Case): number | null {
  if (channelUntilMs === null || channelUntilMs <= nowMs) return null;
  return Math.min(channelUntilMs, nowMs + LOOK_AGAIN_MS);
}

const isPaused = (one: Case): boolean => isTemplate(one) && one.template.status === 'paused';

/** Whoever said stop still gets the code that they ask for, and an answer to what they write. */
function mayReach(purpose: GateRequest['purpose'], isBegun: boolean): boolean {
  if (purpose === 'otp') return true;
  return (purpose === 'reply' || purpose === 'bot') && !isBegun;
}
