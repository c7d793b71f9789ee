import { BREAKER_SETTINGS, CallOutcome, CircuitBreaker } from './circuit-breaker';
import { HostBreaker } from './host-breaker';

export type Passage =
  | { readonly kind: 'open'; settle(outcome: CallOutcome, now: number): void }
  | { readonly kind: 'closed'; readonly ms: number };

/** The way of a channel to its provider: the host that it shares with others, and what is its own. */
export class Way {
  private readonly own: CircuitBreaker;

  constructor(
    private readonly channelId: string,
    private readonly host: HostBreaker,
    random: () => number,
  ) {
    this.own = new CircuitBreaker(BREAKER_SETTINGS, random);
  }

  /** One call may pass, and is settled once; or nobody may for so many milliseconds. */
  attempt(now: number): Passage {
    const shared = this.host.attempt(now);
    if (shared.kind === 'wait') return { kind: 'closed', ms: shared.ms };
    const own = this.own.attempt(now);
    if (own.kind === 'wait') {
      this.host.settle(shared.permit, this.channelId, 'irrelevant', now);
      return { kind: 'closed', ms: own.ms };
    }
    return {
      kind: 'open',
      settle: (outcome, at) => {
        this.host.settle(shared.permit, this.channelId, outcome, at);
        this.own.settle(own.permit, outcome, at);
      },
    };
  }
}
