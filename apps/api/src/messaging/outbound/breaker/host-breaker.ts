import {
  Attempt,
  BreakerSettings,
  BreakerState,
  CallOutcome,
  CircuitBreaker,
  Permit,
} from './circuit-breaker';

/** So many different channels must fail before their host is at fault. */
const FAILING_CHANNELS = 3;

/**
 * The breaker of a host that many channels call. It opens by the same outcomes, but only while at least three channels
 * fail: one whose last outcome within the window was a failure. A channel that fails alone has a breaker of its own.
 * A probe is judged by itself, whichever channel makes it. Remembers the channels that failed within the window.
 */
export class HostBreaker {
  private readonly breaker: CircuitBreaker;
  private readonly windowMs: number;
  /** When each failed last, the longest ago first. */
  private readonly failing = new Map<string, number>();

  constructor(settings: BreakerSettings, random: () => number) {
    this.windowMs = settings.windowMs;
    this.breaker = new CircuitBreaker(settings, random, (now) => {
      this.forget(now);
      return this.failing.size >= FAILING_CHANNELS;
    });
  }

  get state(): BreakerState {
    return this.breaker.state;
  }

  attempt(now: number): Attempt {
    return this.breaker.attempt(now);
  }

  settle(permit: Permit, channelId: string, outcome: CallOutcome, now: number): void {
    if (!this.breaker.isCurrent(permit)) return;
    if (outcome !== 'irrelevant') this.failing.delete(channelId);
    if (outcome === 'failed') this.failing.set(channelId, now);
    this.forget(now);
    this.breaker.settle(permit, outcome, now);
  }

  private forget(now: number): void {
    for (const [channelId, failedAt] of this.failing) {
      if (failedAt > now - this.windowMs) return;
      this.failing.delete(channelId);
    }
  }
}
