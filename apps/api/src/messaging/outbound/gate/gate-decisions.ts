import { ChannelStanding } from '../../communication-adapter';
import { consentOf } from '../../consent/consent';
import { SendingClass } from '../pacing/turns';
import { decide, Decision, GateRequest, GateState, windowIsOpen } from '../policy/policy-gate';
import { quietUntil } from '../policy/quiet-hours';
import { FactsOfMessage, GateFacts } from './gate-facts.repository';
import { TemplateCategory } from './template-category';
import { templateStateOf } from './template-state';

const DAY_MS = 24 * 3_600_000;
/** Ours, when the key for an access token cannot be read; other codes of a hold are the provider's. */
const UNREADABLE_TOKEN = 'unreadable_access_token';

/** A message that asks to go out. */
export interface Asking {
  readonly id: string;
  readonly type: string;
  readonly sendingClass: SendingClass;
}

export interface Decided<One extends Asking> {
  readonly message: One;
  readonly decision: Decision;
}

export interface Decisions<One extends Asking> {
  /** In the order in which they were asked for. */
  readonly decided: readonly Decided<One>[];
  /** Whom the account begins to write to with what is allowed. */
  readonly begins: readonly string[];
}

/**
 * Decides for messages one after the other: what one of them is allowed uses up what is left for those after it. A
 * message of which nothing is known is left alone: it was deleted.
 */
export function decideAll<One extends Asking>(
  messages: readonly One[],
  facts: GateFacts,
  standing: ChannelStanding,
): Decisions<One> {
  const known = new Map((facts.messages ?? []).map((one) => [one.id, one]));
  const used = new Used(facts, standing.mayBeginWith);
  const decided = messages.flatMap((message): Decided<One>[] => {
    const about = known.get(message.id);
    if (about === undefined) return [];
    const request = requestOf(message, about, facts.nowMs);
    const state = stateOf(about, facts, standing, used);
    const decision = decide(request, state);
    if (decision.kind === 'allow') used.by(about, request, !windowIsOpen(state.window, facts.nowMs));
    return [{ message, decision }];
  });
  return { decided, begins: [...used.begins] };
}

/** What a message is for. A template whose category nobody gave is taken for marketing: the strictest. */
export function requestOf(
  { type, sendingClass }: Pick<Asking, 'type' | 'sendingClass'>,
  { category, waitedMs }: Pick<FactsOfMessage, 'category' | 'waitedMs'>,
  nowMs: number,
): GateRequest {
  if (type === 'template') return { purpose: purposeOf(category), kind: 'template', waitedMs, nowMs };
  const kind = type === 'reaction' ? 'reaction' : 'free_form';
  if (sendingClass === 'broadcast') return { purpose: 'marketing', kind, waitedMs, nowMs };
  return { purpose: sendingClass === 'bot' ? 'bot' : 'reply', kind, waitedMs, nowMs };
}

function purposeOf(category: TemplateCategory | null): 'otp' | 'utility' | 'marketing' {
  if (category === 'authentication') return 'otp';
  return category ?? 'marketing';
}

/** What was used up within the limits, and by whom, as messages are decided. */
class Used {
  readonly begins = new Set<string>();
  private readonly marketing = new Map<string, number[]>();

  constructor(
    private readonly facts: GateFacts,
    private readonly mayBeginWith: number | null,
  ) {}

  by({ contactId, isBegun }: FactsOfMessage, { purpose }: GateRequest, isBegin: boolean): void {
    if (isBegin && !isBegun && this.mayBeginWith !== null) this.begins.add(contactId);
    if (purpose !== 'marketing') return;
    this.marketing.set(contactId, [this.facts.nowMs, ...(this.marketing.get(contactId) ?? [])]);
  }

  frequency({ contactId, marketingAtMs }: FactsOfMessage): GateState['frequency'] {
    const { marketingLimit: limit, marketingDays } = this.facts.policy;
    const sentAtMs = [...(this.marketing.get(contactId) ?? []), ...(marketingAtMs ?? [])];
    // The one whose end leaves room for one more.
    const first = limit === null ? undefined : sentAtMs[limit - 1];
    return { sent: sentAtMs.length, limit, freeAtMs: (first ?? 0) + marketingDays * DAY_MS };
  }

  portfolio({ contactId, isBegun }: FactsOfMessage): GateState['portfolio'] {
    const { begun, nowMs } = this.facts;
    return {
      used: begun.people + this.begins.size,
      limit: this.mayBeginWith,
      isCounted: isBegun || this.begins.has(contactId),
      freeAtMs: (begun.firstAtMs ?? nowMs) + DAY_MS,
    };
  }
}

function stateOf(about: FactsOfMessage, facts: GateFacts, standing: ChannelStanding, used: Used): GateState {
  const { lastInboundAtMs, freeEntryUntilMs } = about;
  return {
    window: { lastInboundAtMs, freeEntryUntilMs },
    template: templateStateOf(about.template),
    consent: consentOf(about),
    quietUntilMs: quietUntilOf(facts),
    frequency: used.frequency(about),
    portfolio: used.portfolio(about),
    channel: facts.channel.isDisconnected ? 'disconnected' : standing.state,
    channelUntilMs: standing.untilMs,
    channelHeldMs: facts.channel.heldMs,
    token: facts.channel.heldCode === UNREADABLE_TOKEN ? 'unusable' : 'usable',
  };
}

function quietUntilOf({
  policy: { quietFrom: from, quietTo: to, timeZone },
  nowMs,
}: GateFacts): number | null {
  return from === null || to === null ? null : quietUntil({ from, to, timeZone }, nowMs);
}
