import { FailureWindow } from './failure-window';

export interface BreakerSettings {
  /** So many failures in a row open it. */
  readonly consecutiveFailures: number;
  /** Or this share, from 0 to 1, of at least so many outcomes within `windowMs`. */
  readonly failureShare: number;
  readonly leastOutcomes: number;
  readonly windowMs: number;
  /** Open for so long at first, twice as long after each failed probe, up to `longestOpenMs`. */
  readonly openMs: number;
  readonly longestOpenMs: number;
  /** So many probes in a row that succeed close it. */
  readonly successesToClose: number;
  /** A probe of which nothing is heard for so long is taken for lost. */
  readonly permitMs: number;
}

/** The numbers of reliability.md D4. */
export const BREAKER_SETTINGS: BreakerSettings = {
  consecutiveFailures: 5,
  failureShare: 0.5,
  leastOutcomes: 20,
  windowMs: 10_000,
  openMs: 5_000,
  longestOpenMs: 60_000,
  successesToClose: 3,
  permitMs: 60_000,
};

/** An open time is up to a fifth shorter, by chance, so that breakers that opened together do not probe together. */
const JITTER = 0.2;
/** Who must wait for a probe of somebody else looks again so soon. */
const LOOK_AGAIN_MS = 100;

export type BreakerState = 'closed' | 'open' | 'half_open';

/** The right to one call; to be settled once, with what became of it. */
export interface Permit {
  /** How often the breaker had changed its state when it was given. */
  readonly era: number;
}

export type Attempt =
  { readonly kind: 'go'; readonly permit: Permit } | { readonly kind: 'wait'; readonly ms: number };

/**
 * `failed`: the call did not get there, or nobody knows whether it did. `irrelevant`: it says nothing about the way
 * there, such as the refusal of one message, a throttle or a block.
 */
export type CallOutcome = 'succeeded' | 'failed' | 'irrelevant';

/**
 * Keeps calls off a way that is broken: closed, then open for a while, then half open with one probe at a time. Times
 * are milliseconds of a monotonic clock. What is settled late, in another state than it was permitted in, changes
 * nothing. Constant time and memory.
 */
export class CircuitBreaker {
  private current: BreakerState = 'closed';
  private era = 0;
  private readonly outcomes: FailureWindow;
  private failuresInRow = 0;
  private openUntil = 0;
  private timesOpened = 0;
  private probe: { readonly permit: Permit; readonly since: number } | null = null;
  private probesSucceeded = 0;

  /** `mayOpen` is asked when the outcomes say that it should open. */
  constructor(
    private readonly settings: BreakerSettings,
    private readonly random: () => number,
    private readonly mayOpen: (now: number) => boolean = () => true,
  ) {
    this.outcomes = new FailureWindow(settings.windowMs);
  }

  /** As it was after the last call; an open one whose time is over stays so until somebody attempts. */
  get state(): BreakerState {
    return this.current;
  }

  attempt(now: number): Attempt {
    if (this.current === 'closed') return { kind: 'go', permit: { era: this.era } };
    if (this.current === 'open') {
      if (now < this.openUntil) return { kind: 'wait', ms: this.openUntil - now };
      this.change('half_open');
    }
    if (this.probe !== null) {
      const lostAt = this.probe.since + this.settings.permitMs;
      if (now < lostAt) return { kind: 'wait', ms: Math.min(LOOK_AGAIN_MS, lostAt - now) };
    }
    const permit = { era: this.era };
    this.probe = { permit, since: now };
    return { kind: 'go', permit };
  }

  /** Whether what becomes of it still counts. */
  isCurrent(permit: Permit): boolean {
    if (permit.era !== this.era) return false;
    return this.current === 'closed' || this.probe?.permit === permit;
  }

  settle(permit: Permit, outcome: CallOutcome, now: number): void {
    if (!this.isCurrent(permit)) return;
    if (this.current === 'closed') this.settleCall(outcome, now);
    else this.settleProbe(outcome, now);
  }

  private settleCall(outcome: CallOutcome, now: number): void {
    if (outcome === 'irrelevant') return;
    this.outcomes.add(outcome === 'failed', now);
    this.failuresInRow = outcome === 'failed' ? this.failuresInRow + 1 : 0;
    if (outcome === 'failed' && this.isTooMuch(now) && this.mayOpen(now)) this.open(now);
  }

  private isTooMuch(now: number): boolean {
    const { consecutiveFailures, failureShare, leastOutcomes } = this.settings;
    if (this.failuresInRow >= consecutiveFailures) return true;
    const { failed, all } = this.outcomes.countsAt(now);
    return all >= leastOutcomes && failed >= failureShare * all;
  }

  private settleProbe(outcome: CallOutcome, now: number): void {
    this.probe = null;
    if (outcome === 'failed') return this.open(now);
    if (outcome === 'succeeded') this.probesSucceeded += 1;
    if (this.probesSucceeded >= this.settings.successesToClose) this.close();
  }

  private open(now: number): void {
    const { openMs, longestOpenMs } = this.settings;
    const forMs = Math.min(longestOpenMs, openMs * 2 ** this.timesOpened);
    this.openUntil = now + forMs * (1 - JITTER * this.random());
    this.timesOpened += 1;
    this.change('open');
  }

  private close(): void {
    this.timesOpened = 0;
    this.failuresInRow = 0;
    this.outcomes.clear();
    this.change('closed');
  }

  private change(to: BreakerState): void {
    this.current = to;
    this.era += 1;
    this.probe = null;
    this.probesSucceeded = 0;
  }
}
