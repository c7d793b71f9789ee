import { Logger } from 'pino';
import { crashPoint } from '../../kernel/crash-points';
import { SendAnswer, SendResult } from '../communication-adapter';
import { CallOutcome } from './breaker/circuit-breaker';
import { Passage, Way } from './breaker/way';
import { ChannelCalls, OpenedChannel } from './channel-calls';
import { ClaimedMessage } from './outbox.repository';
import { Place } from './pacing/hold-reach';
import { Slot } from './pacing/busy-window';
import { holdsChannel, nextStepOf, NextStep } from './pacing/next-step';
import { Pacer } from './pacing/pacer';
import { PairLimit } from './pacing/pair-limit';
import { TemplateHold, TemplateHolds } from './pacing/template-holds';
import { SENDING_CLASSES, SendingClass, Turns } from './pacing/turns';
import { Results } from './results';
import { sleepUntil } from './sleep-until';

/** A quarter of a second's worth is claimed at once: a pause, or a more urgent message, need not wait for more. */
const BLOCKS_PER_SECOND = 4;
const SMALLEST_BLOCK = 20;
const MOST_IN_FLIGHT = 256;
/** While nothing more is due. */
const CLAIM_PAUSE_MS = 100;
const LOOK_MS = 50;
/** Whoever was stopped for a while finds out before each call that the lease may be somebody else's by now. */
const LEASE_MARGIN_MS = 500;
const LONGEST_KEPT_MS = 1_000;
/** Then the channel itself says that it is held, and nobody claims for it. */
const UNTIL_WRITTEN_MS = 2_000;

export interface Holding {
  readonly fence: string;
  /** By the clock of this process, which does not jump. */
  readonly untilMs: number;
}

/** The only sender of a channel for as long as its process holds the lease: paces, takes turns, and never sends twice. */
export class ChannelSender {
  private readonly pacer: Pacer;
  private readonly pairs = new PairLimit();
  private readonly templates = new TemplateHolds();
  private readonly turns = new Turns();
  private readonly claimed: Record<SendingClass, ClaimedMessage[]> = {
    human: [],
    bot: [],
    api: [],
    broadcast: [],
  };
  /** Until when none of a class may go, since its oldest has to wait for the window that processes share. */
  private readonly fullUntilMs: Record<SendingClass, number> = { human: 0, bot: 0, api: 0, broadcast: 0 };
  private channel: OpenedChannel | undefined;
  private inFlight = 0;
  /**
   * Until one came back, connections are opened and code is loaded, and several would catch up with each other. Nobody
   * waits for one that hangs.
   */
  private aloneUntilMs = Infinity;
  private heldUntilMs = 0;
  private nextClaimMs = 0;
  private wakeUps = 0;
  private running: Promise<void> | undefined;
  private stopping = false;
  private rouse: () => void = () => undefined;

  constructor(
    private readonly calls: ChannelCalls,
    private readonly way: Way,
    private readonly results: Results,
    private holding: Holding,
    private readonly logger: Logger,
    private readonly now: () => number = () => performance.now(),
    private readonly random: () => number = Math.random,
  ) {
    this.pacer = new Pacer(calls.defaultPerSecond, now());
  }

  /** The lease was kept. */
  keep(holding: Holding): void {
    this.holding = holding;
  }

  get isBusy(): boolean {
    return this.running !== undefined;
  }

  /** As `wake`; false where the lease may be somebody else's by now, and nothing was done. */
  wakeAsHolder(): boolean {
    if (!this.isHolder()) return false;
    this.wake();
    return true;
  }

  /** There may be something to send, or something more urgent than what waits. */
  wake(): void {
    this.nextClaimMs = 0;
    this.wakeUps += 1;
    this.running ??= this.run()
      .catch((err: unknown) =>
        this.logger.error({ err, channelId: this.calls.key.channelId }, 'sender stopped'),
      )
      .finally(() => (this.running = undefined));
    this.rouse();
  }

  /** Messages that came in use the same allowance. */
  countInbound(messages: number): void {
    this.pacer.count(messages, this.now());
  }

  /** Where it sends, once it has had something to send. */
  get place(): Place | undefined {
    return this.channel && this.calls.placeOf(this.channel);
  }

  /** Another number was told to wait, and this one with it. */
  hold(why: SendAnswer): void {
    this.holdFor(UNTIL_WRITTEN_MS, why);
    this.rouse();
  }

  /** Resolves when nothing is on its way any more; what was claimed and not begun is given back. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.rouse();
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (!this.stopping && this.isHolder()) {
        if (this.waiting() < this.blockSize() / 2 && !(await this.refill()) && this.waiting() === 0) {
          if (this.inFlight === 0) return;
          await this.restUntil(this.now() + LOOK_MS);
          continue;
        }
        await this.sendNext();
      }
    } finally {
      this.giveBack(0, LEASE_LOST);
      while (this.inFlight > 0) await this.restUntil(this.now() + LOOK_MS);
    }
  }

  /** False when nothing more is to be had now. */
  private async refill(): Promise<boolean> {
    if (Math.max(this.heldUntilMs, this.nextClaimMs) > this.now()) return false;
    if (this.channel?.isHeld === true && this.inFlight > 0) return false;
    const size = this.blockSize();
    const most = Object.fromEntries(
      SENDING_CLASSES.map((one) => [one, Math.max(0, size - this.claimed[one].length)]),
    ) as Record<SendingClass, number>;
    const { wakeUps } = this;
    const { channel, messages } = await this.calls.claim(this.holding.fence, most);
    crashPoint('send.claimed');
    // What comes now is told of by a wake-up, which may have been while this was asked.
    const isAll = SENDING_CLASSES.every((one) => countOf(messages, one) < most[one]);
    if (isAll && wakeUps === this.wakeUps) this.nextClaimMs = this.now() + CLAIM_PAUSE_MS;
    // With nothing claimed its token was not opened; what is still to be sent was claimed with the one of before.
    if (messages.length > 0) this.channel = channel;
    if (channel !== undefined) this.pacer.setLimit(channel.messagesPerSecond, this.now());
    const [probe, ...others] = messages;
    const kept = channel?.isHeld === true && probe !== undefined ? [probe] : messages;
    if (kept.length < messages.length) for (const message of others) this.postpone(message, 0, PROBED);
    for (const message of kept) this.claimed[message.sendingClass].push(message);
    return messages.length > 0;
  }

  private async sendNext(): Promise<void> {
    const waitMs = Math.max(this.pacer.waitMs(this.now()), this.heldUntilMs - this.now());
    if (waitMs > 0) return this.restUntil(this.now() + (waitMs === Infinity ? LOOK_MS : waitMs));
    // Each that ends rouses.
    const mostInFlight = this.now() < this.aloneUntilMs ? 1 : MOST_IN_FLIGHT;
    if (this.inFlight >= mostInFlight) return this.restUntil(this.now() + LOOK_MS);
    const message = this.takeNext();
    if (message === undefined) return this.restUntil(this.now() + LOOK_MS);
    const hold = this.templates.holdOf(this.templateOf(message), this.now());
    if (hold !== null) return this.putOff(message, hold);
    const pairWaitMs = this.pairs.waitMs(message.recipient, this.now());
    if (pairWaitMs > 0) return this.postpone(message, pairWaitMs, PAIR_WAITS);
    const windowWaitMs = await this.calls.windowWaitMs(message);
    if (windowWaitMs > 0) {
      this.claimed[message.sendingClass].unshift(message);
      this.fullUntilMs[message.sendingClass] = this.now() + windowWaitMs;
      return;
    }
    const passage = this.way.attempt(this.now());
    if (passage.kind === 'closed') {
      this.claimed[message.sendingClass].unshift(message);
      return this.holdFor(passage.ms, BREAKER_OPEN);
    }
    if (!this.isHolder()) {
      passage.settle('irrelevant', this.now());
      return this.postpone(message, 0, LEASE_LOST);
    }
    const slot = this.pacer.take(this.now());
    this.pairs.take(message.recipient, this.now());
    this.templates.begin(this.templateOf(message), this.now());
    this.inFlight += 1;
    this.aloneUntilMs = Math.min(this.aloneUntilMs, this.now() + LONGEST_KEPT_MS);
    void this.send(message, passage, slot).finally(() => {
      slot.unused();
      this.aloneUntilMs = Math.min(this.aloneUntilMs, this.now());
      this.inFlight -= 1;
      this.rouse();
    });
  }

  private async send(
    message: ClaimedMessage,
    passage: Extract<Passage, { kind: 'open' }>,
    slot: Slot,
  ): Promise<void> {
    crashPoint('send.before-call');
    let isTooLate = false;
    const result = await this.calls.send(message, this.channel, () => {
      // While it waited for a connection we may have been stopped, for longer than the lease.
      isTooLate = !this.isHolder();
      if (!isTooLate) slot.begun(this.now());
      return !isTooLate;
    });
    if (isTooLate) {
      passage.settle('irrelevant', this.now());
      return this.postpone(message, 0, LEASE_LOST);
    }
    crashPoint('send.after-call');
    passage.settle(outcomeOf(result.answer), this.now());
    const step = this.stepAfter(message, result.answer);
    this.slowDown(message, result, step);
    this.results.add({ message, result, step });
  }

  /** What one answer means for those that come after it. */
  private slowDown(message: ClaimedMessage, { answer }: SendResult, step: NextStep): void {
    const now = this.now();
    const { recipient } = message;
    if (answer.kind === 'accepted') {
      this.pairs.succeeded(recipient);
      this.templates.accepted(this.templateOf(message));
    }
    if (step.kind === 'held' && step.scope === 'template')
      this.templates.refused(this.templateOf(message), { why: answer, untilMs: now + step.probeAfterMs });
    if (answer.kind === 'throttled' && answer.scope === 'pair') this.pairs.backOff(recipient, now);
    else if (answer.kind === 'throttled' && answer.scope === 'channel') {
      this.pacer.slowDown(now);
      if (answer.retryAfterMs !== null) this.pacer.pause(now + answer.retryAfterMs);
    }
    if (answer.kind === 'unavailable') this.pacer.pause(now + answer.pauseMs);
    if (!holdsChannel(step)) return;
    this.holdFor(UNTIL_WRITTEN_MS, answer);
    this.calls.spread(this.channel, step, answer);
  }

  /** Nothing is begun meanwhile; what would wait long in here goes back to where people see it wait. */
  private holdFor(ms: number, why: SendAnswer): void {
    this.heldUntilMs = Math.max(this.heldUntilMs, this.now() + ms);
    if (ms > LONGEST_KEPT_MS) this.giveBack(0, why);
  }

  private postpone(message: ClaimedMessage, afterMs: number, answer: SendAnswer): void {
    const step: NextStep = { kind: 'again', afterMs, counted: false };
    this.results.add({ message, result: { answer, attempt: null }, step });
  }

  /** Until its template is tried again, or it has waited too long. */
  private putOff(message: ClaimedMessage, { why, untilMs }: TemplateHold): void {
    const step = this.stepAfter(message, why);
    const held = step.kind === 'held' ? { ...step, probeAfterMs: untilMs - this.now() } : step;
    this.results.add({ message, result: { answer: why, attempt: null }, step: held });
  }

  private stepAfter({ attempts, createdAtMs }: ClaimedMessage, answer: SendAnswer): NextStep {
    return nextStepOf(answer, { attempts, createdAtMs, nowMs: Date.now(), random: this.random });
  }

  private templateOf(message: ClaimedMessage): string | null {
    return this.calls.templateOf(message, this.channel);
  }

  private giveBack(afterMs: number, why: SendAnswer): void {
    for (const one of SENDING_CLASSES)
      for (const message of this.claimed[one].splice(0)) this.postpone(message, afterMs, why);
  }

  private takeNext(): ClaimedMessage | undefined {
    const has = (one: SendingClass): boolean =>
      this.claimed[one].length > 0 && this.fullUntilMs[one] <= this.now();
    const turn = this.turns.next({
      human: has('human'),
      bot: has('bot'),
      api: has('api'),
      broadcast: has('broadcast'),
    });
    return turn === null ? undefined : this.claimed[turn].shift();
  }

  private waiting(): number {
    return SENDING_CLASSES.reduce((sum, one) => sum + this.claimed[one].length, 0);
  }

  private blockSize(): number {
    const perSecond = this.channel?.messagesPerSecond ?? this.calls.defaultPerSecond;
    return Math.max(SMALLEST_BLOCK, Math.ceil(perSecond / BLOCKS_PER_SECOND));
  }

  private isHolder(): boolean {
    return this.now() < this.holding.untilMs - LEASE_MARGIN_MS;
  }

  private restUntil(atMs: number): Promise<void> {
    return sleepUntil(atMs, this.now, (rouse) => (this.rouse = rouse));
  }
}

const waits = (code: string, reason: string): SendAnswer => ({ kind: 'not_sent', failure: { code, reason } });

const PAIR_WAITS = waits('pair_limit', 'This person has been sent as much as WhatsApp allows for now.');
const BREAKER_OPEN = waits('unreachable', 'The provider cannot be reached now.');
const PROBED = waits('held', 'The number cannot send now; one message finds out whether it can again.');
const LEASE_LOST = waits('handed_over', 'Another sender goes on with it.');

const countOf = (messages: readonly ClaimedMessage[], wanted: SendingClass): number =>
  messages.filter(({ sendingClass }) => sendingClass === wanted).length;

function outcomeOf(answer: SendAnswer): CallOutcome {
  if (answer.kind === 'accepted') return 'succeeded';
  return answer.kind === 'not_sent' || answer.kind === 'unknown' ? 'failed' : 'irrelevant';
}
