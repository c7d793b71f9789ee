import { webhookOf, type Emission, type Layout } from '../emission/emission';
import type { Outbox } from '../webhooks/outbox';
import type { LoadRequest } from './load-request';
import type { Random } from './random';

const MAX_WAIT_FOR_OTHERS_MS = 200;
const DUPLICATE_WITHIN_MS = 5_000;
const MAX_COPIES = 4;
const LAYOUTS: readonly Layout[] = ['together', 'changes', 'entries'];

/** Puts events into webhooks: several in one, some again, some late. */
export class Mixer {
  webhooks = 0;
  duplicates = 0;
  private readonly gathered: Emission[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private wanted: number;
  private since = 0;

  constructor(
    private readonly request: LoadRequest,
    private readonly random: Random,
    private readonly outbox: Outbox,
  ) {
    this.wanted = this.nextSize();
  }

  /** Whether everything that was added has left. */
  get isEmpty(): boolean {
    return this.gathered.length === 0 && this.timers.size === 0;
  }

  add(emission: Emission): void {
    this.gather(emission);
    if (!this.random.chance(this.request.duplicates)) return;
    const copies = this.random.between(1, MAX_COPIES);
    for (let copy = 0; copy < copies; copy += 1) {
      this.duplicates += 1;
      this.later(this.random.next() * DUPLICATE_WITHIN_MS, () => this.gather(emission));
    }
  }

  /** To be called often: what waited too long for others goes alone. */
  tick(): void {
    if (this.gathered.length > 0 && Date.now() - this.since > MAX_WAIT_FOR_OTHERS_MS) this.release();
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.gathered.length = 0;
  }

  private gather(emission: Emission): void {
    if (this.gathered.length === 0) this.since = Date.now();
    this.gathered.push(emission);
    if (this.gathered.length >= this.wanted) this.release();
  }

  private release(): void {
    const emissions = this.gathered.splice(0);
    this.wanted = this.nextSize();
    const payload = webhookOf(emissions, this.random.pick(LAYOUTS));
    const events = emissions.flatMap((emission) => emission.events);
    const emit = () => {
      this.webhooks += 1;
      this.outbox.emit(payload, events, { ofLoad: true });
    };
    const delay = this.random.next() * this.request.reorder;
    if (delay < 1) emit();
    else this.later(delay, emit);
  }

  private later(delayMs: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, delayMs);
    this.timers.add(timer);
  }

  private nextSize(): number {
    return this.random.between(this.request.batchMin, Math.max(this.request.batchMin, this.request.batchMax));
  }
}
