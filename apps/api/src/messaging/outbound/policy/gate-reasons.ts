/** Why a message does not go out now. */
export interface ReasonText {
  /** Refused for good, or held. */
  readonly verdict: 'refuse' | 'hold';
  /** Of a hold: it ends at a known time, or when somebody or the provider changes something. */
  readonly ends: 'by_time' | 'by_change' | null;
  readonly sentence: string;
  /** What to do about it. */
  readonly next: string;
}

const refuse = (sentence: string, next: string) =>
  ({ verdict: 'refuse', ends: null, sentence, next }) as const;
const hold = <Ends extends 'by_time' | 'by_change'>(ends: Ends, sentence: string, next: string) =>
  ({ verdict: 'hold', ends, sentence, next }) as const;

/** In the order of precedence: the first that applies is the one that is told. The codes are part of the API. */
export const GATE_REASONS = {
  channel_disconnected: refuse(
    'This number is not connected any more.',
    'Connect it again, or write from another number.',
  ),
  contact_stopped: refuse(
    'This person asked not to be written to.',
    'Wait until they write; answer within 24 hours, or when they ask to start again.',
  ),
  marketing_opted_out: refuse(
    'This person does not want marketing messages.',
    'Leave them out of marketing until they allow it again.',
  ),
  template_disabled: refuse(
    'This template was disabled for good.',
    'Choose another template, or submit a new one.',
  ),
  template_not_approved: refuse(
    'There is no approved template of this name and language.',
    'Check its name and language, or wait for its approval.',
  ),
  window_closed: refuse(
    'This person has not written within 24 hours, so only a template can reach them.',
    'Send an approved template.',
  ),
  waited_too_long: refuse(
    'For 24 hours, what it waited for did not change.',
    'Put its number, account or template in order, and send it again if it is still wanted.',
  ),
  channel_banned: hold(
    'by_change',
    'The provider has disabled the account of this number.',
    'Appeal to the provider; what waits, for 24 hours at most, is sent when the account is reinstated.',
  ),
  channel_paused: hold('by_change', 'Sending from this number is paused.', 'Resume it when you are ready.'),
  channel_needs_reauth: hold(
    'by_change',
    'This number must be connected again.',
    'Connect it again; what waits, for 24 hours at most, is sent then.',
  ),
  token_unusable: hold(
    'by_change',
    'The access token of this number cannot be used.',
    'Give the number a new access token; what waits, for 24 hours at most, is sent then.',
  ),
  channel_restricted: hold(
    'by_change',
    'The provider restricts this number: it may answer, but not begin conversations.',
    'Read the notice in the account, and appeal or wait until the restriction ends.',
  ),
  answers_restricted: hold(
    'by_change',
    'The provider restricts this number: it may not answer people.',
    'Read the notice in the account, and appeal or wait until the restriction ends.',
  ),
  channel_flagged: hold(
    'by_change',
    'The quality of this number is low, so it sends no marketing.',
    'Write to fewer people who care more, and wait until its quality recovers.',
  ),
  template_paused: hold(
    'by_change',
    'This template is paused.',
    'Resume it in the account, or choose another template.',
  ),
  template_paused_for_a_while: hold(
    'by_time',
    'This template is paused for some hours because of its quality.',
    'Wait, or choose another template.',
  ),
  quiet_hours: hold('by_time', 'Marketing rests now.', 'Wait, or change the quiet hours.'),
  portfolio_limit: hold(
    'by_time',
    'As many people were written to within 24 hours as the account allows.',
    'Wait, or raise the limit of the account by its quality.',
  ),
  frequency_cap: hold(
    'by_time',
    'This person has had as many marketing messages as you allow.',
    'Wait, or change how many you allow.',
  ),
} as const satisfies Record<string, ReasonText>;

export type GateReason = keyof typeof GATE_REASONS;
